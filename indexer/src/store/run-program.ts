import { spawn } from 'node:child_process';

/** Who a program runs as; empty for the current user. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

export interface ProgramResult {
  code: number;
  output: string;
}

/** Runs a program to its end and gives its exit code with stdout and stderr together; a program that cannot start gives code 127. */
export function runProgram(file: string, args: string[], runAs: RunAs = {}, cwd = '/'): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...runAs, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('exit', (code) => resolve({ code: code ?? 1, output }));
  });
}
