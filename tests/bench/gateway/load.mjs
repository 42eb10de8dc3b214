// What h2load says of a load.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const UNITS = { us: 1e-6, ms: 1e-3, s: 1 };

function seconds(text) {
  const [, number, unit] = /^([\d.]+)(us|ms|s)$/.exec(text);
  return Number(number) * UNITS[unit];
}

// Calls `program` so often over so many connections, with so many at a time on each, and tells the
// calls a second, the mean time of one, and what `program` took of the processor for one.
export async function load(program, { calls, connections, streams, path, body, type, h1 = false }) {
  const before = program.processor();
  const { stdout } = await run('h2load', [
    `-n${calls}`, `-c${connections}`, `-m${streams}`, '-t1', ...(h1 ? ['--h1'] : []),
    '-H', `content-type: ${type}`, '-H', 'te: trailers', '-d', body, `http://127.0.0.1:${program.port}${path}`]);
  const processor = (program.processor() - before) / calls * 1e-9;
  const [, rate] = /([\d.]+) req\/s/.exec(stdout);
  const [, good] = /status codes: (\d+) 2xx/.exec(stdout);
  const [, mean] = /time for request: +\S+ +\S+ +(\S+)/.exec(stdout);
  if (Number(good) !== calls) throw new Error(`${program.name} failed ${calls - good} of ${calls} calls:\n${stdout}`);
  return { rate: Number(rate), processor, latency: seconds(mean) };
}
