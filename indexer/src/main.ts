import { enableCompileCache } from 'node:module';

// A third of a start is compiling: what an earlier start compiled is kept in the system's folder for temporary files.
enableCompileCache();
await import('./run-indexer.ts');
