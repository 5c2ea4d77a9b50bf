import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../run-program.ts';

const require = createRequire(import.meta.url);

/** The indexer package: where Subsquid's tools look for `schema.graphql`, `db/` and `lib/model`. */
export const projectFolder = fileURLToPath(new URL('../../..', import.meta.url));
const schemaFile = join(projectFolder, '..', 'schema.graphql');
const modelFolder = join(projectFolder, 'lib', 'model');
const stampFile = join(modelFolder, 'schema.sha256');

/**
 * Makes the TypeORM models of `schema.graphql` in `lib/model`, unless they are there for this very schema.
 * The generator writes TypeScript with decorators, which Node cannot strip: they are compiled to CommonJS here.
 * @returns whether anything was built
 */
export async function ensureModels(): Promise<boolean> {
  const stamp = createHash('sha256').update(readFileSync(schemaFile)).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  const work = join(projectFolder, 'lib', `codegen-${process.pid}`);
  try {
    const generated = await generate(work);
    const compiled = join(work, 'compiled');
    await compileFolder(generated, compiled);
    writeFileSync(join(compiled, 'package.json'), '{ "type": "commonjs" }\n');
    writeFileSync(join(compiled, 'schema.sha256'), stamp);
    rmSync(modelFolder, { recursive: true, force: true });
    renameSync(compiled, modelFolder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return true;
}

async function generate(work: string): Promise<string> {
  mkdirSync(work, { recursive: true });
  copyFileSync(schemaFile, join(work, 'schema.graphql'));
  const codegen = join(dirname(require.resolve('@subsquid/typeorm-codegen/package.json')), 'bin', 'run.js');
  const { code, output } = await runProgram(process.execPath, [codegen], {}, work);
  if (code !== 0) throw new Error(`The models of schema.graphql could not be generated: ${output.trim()}`);
  return join(work, 'src', 'model');
}

async function compileFolder(from: string, to: string): Promise<void> {
  const { default: ts } = await import('typescript');
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    // A declared field must not become an own property: it would undo what the constructor assigned.
    useDefineForClassFields: false,
  };
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, source)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(
      target,
      ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions, fileName: source }).outputText,
    );
  }
}
