// A second process of the same Muster, for benches that ask two (`serveElsewhere`); says where it listens.
import { serve } from './muster.mjs';

const { origin } = await serve(JSON.parse(process.argv[2]));
process.stdout.write(`${origin}\n`);
