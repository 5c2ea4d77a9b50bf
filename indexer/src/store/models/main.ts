import { ensureModels } from './build-models.ts';

await ensureModels();
