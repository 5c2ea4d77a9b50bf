import { Command } from 'commander';
import { decodeCommand } from './commands/decode.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { indexCommand } from './commands/index-chain.ts';
import { migrateCommand } from './commands/migrate.ts';
import { quoteCommand } from './commands/quote.ts';
import { rewindCommand } from './commands/rewind.ts';
import { serveCommand } from './commands/serve.ts';
import { startCommand } from './commands/start.ts';
import { statusCommand } from './commands/status.ts';
import { verifyCommand } from './commands/verify.ts';
import { washCommand } from './commands/wash.ts';
import { reportError } from './report-error.ts';

const program = new Command('tape')
  .description('Tokentape: how liquid tokenized stocks really are.')
  .showHelpAfterError('Run with --help to see what is possible.')
  .addCommand(startCommand())
  .addCommand(indexCommand())
  .addCommand(serveCommand())
  .addCommand(statusCommand())
  .addCommand(doctorCommand())
  .addCommand(decodeCommand())
  .addCommand(quoteCommand())
  .addCommand(washCommand())
  .addCommand(exportCommand())
  .addCommand(verifyCommand())
  .addCommand(rewindCommand())
  .addCommand(migrateCommand());

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportError(error);
}
