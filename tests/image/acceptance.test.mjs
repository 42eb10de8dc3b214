// The acceptance test, of the images in pods.
import { join } from 'node:path';

process.env.ETT_SUITE = join(import.meta.dirname, 'pods.mjs');
await import('../acceptance/acceptance.test.mjs');
