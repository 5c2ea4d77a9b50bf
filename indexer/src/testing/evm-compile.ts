import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import type { Abi, Hex } from 'viem';

export interface Artifact {
  abi: Abi;
  bytecode: Hex;
}

/** The compilers at hand, by package. */
type Compiler = 'solc' | 'solc-0.7';

const require = createRequire(import.meta.url);
const compiled = new Map<string, Artifact>();

/** Compiles a contract of `testing/contracts` with solc; `file` where it does not stand in a file of its own name. */
export function compileContract(name: string, file = name): Artifact {
  return compile(name, `${file}.sol`, resolve(import.meta.dirname, 'contracts', `${file}.sol`));
}

/** Compiles a contract whose source an npm package ships, named like its file; imports are read from packages too. */
export function compilePackaged(file: string, compiler: Compiler = 'solc'): Artifact {
  return compile(basename(file, '.sol'), file, require.resolve(file), compiler);
}

function compile(name: string, unit: string, path: string, compiler: Compiler = 'solc'): Artifact {
  const key = `${unit}:${name}`;
  const known = compiled.get(key);
  if (known) return known;
  const solc = require(compiler) as { compile(input: string, callbacks: object): string };
  const settings = {
    optimizer: { enabled: true },
    outputSelection: { [unit]: { [name]: ['abi', 'evm.bytecode.object'] } },
  };
  const sources = { [unit]: { content: readFileSync(path, 'utf8') } };
  const packaged = (imported: string) => ({ contents: readFileSync(require.resolve(imported), 'utf8') });
  const input = JSON.stringify({ language: 'Solidity', sources, settings });
  const output = JSON.parse(solc.compile(input, { import: packaged }));
  const contract = output.contracts?.[unit]?.[name];
  if (!contract) throw new Error(`solc refuses ${name}: ${JSON.stringify(output.errors)}`);
  const artifact: Artifact = { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` };
  compiled.set(key, artifact);
  return artifact;
}

/** A contract as its npm package ships it, whichever tool built it. */
export function packagedContract(file: string): Artifact {
  const { abi, bytecode } = require(file) as { abi: Abi; bytecode: string | { object: string } };
  const hex = typeof bytecode === 'string' ? bytecode : bytecode.object;
  return { abi, bytecode: hex.startsWith('0x') ? (hex as Hex) : `0x${hex}` };
}
