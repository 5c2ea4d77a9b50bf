import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Abi, Hex } from 'viem';

export interface Artifact {
  abi: Abi;
  bytecode: Hex;
}

const require = createRequire(import.meta.url);
const compiled = new Map<string, Artifact>();

/** Compiles a contract of `testing/contracts` with solc; `file` where it does not stand in a file of its own name. */
export function compileContract(name: string, file = name): Artifact {
  const known = compiled.get(name);
  if (known) return known;
  const solc = require('solc') as { compile(input: string): string };
  const source = readFileSync(resolve(import.meta.dirname, 'contracts', `${file}.sol`), 'utf8');
  const settings = { optimizer: { enabled: true }, outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } };
  const input = { language: 'Solidity', sources: { [`${file}.sol`]: { content: source } }, settings };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  const contract = output.contracts?.[`${file}.sol`]?.[name];
  if (!contract) throw new Error(`solc refuses ${name}: ${JSON.stringify(output.errors)}`);
  const artifact: Artifact = { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` };
  compiled.set(name, artifact);
  return artifact;
}

/** A contract as its npm package ships it, whichever tool built it. */
export function packagedContract(file: string): Artifact {
  const { abi, bytecode } = require(file) as { abi: Abi; bytecode: string | { object: string } };
  const hex = typeof bytecode === 'string' ? bytecode : bytecode.object;
  return { abi, bytecode: hex.startsWith('0x') ? (hex as Hex) : `0x${hex}` };
}
