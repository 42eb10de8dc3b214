// A copy of the checkout, to make domains in.
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../acceptance/suite.mjs';

const run = promisify(execFile);
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ETT_')));

export class Checkout {
  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'ett-checkout-'));
    for (const path of this.#listed(root)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      cpSync(join(root, path), join(this.root, path));
    }
    symlinkSync(join(root, 'node_modules'), join(this.root, 'node_modules'));
    execFileSync('git', ['init', '--quiet'], { cwd: this.root });
    execFileSync('git', ['add', '.'], { cwd: this.root });
  }

  // What git has of a folder, or would take; a file that was removed and is still in its index is not there.
  #listed(folder) {
    const list = (...flags) => execFileSync('git', ['ls-files', '-z', ...flags], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 24 })
      .split('\0').filter(Boolean);
    const removed = new Set(list('--deleted'));
    return list('--cached', '--others', '--exclude-standard').filter((path) => path !== 'node_modules' && !removed.has(path));
  }

  // What differs from the checkout that was copied: paths of files.
  changed() {
    return execFileSync('git', ['status', '--porcelain', '--untracked-files=all', '--', '.', ':!node_modules'], { cwd: this.root, encoding: 'utf8' })
      .split('\n').filter((line) => /^.[M?]/.test(line)).map((line) => line.slice(3));
  }

  read(path) {
    return readFileSync(join(this.root, path), 'utf8');
  }

  // What a program said; one that fails says so with all that it wrote.
  async run(program, ...args) {
    try {
      const { stdout, stderr } = await run(program, args, { cwd: this.root, env: environment, maxBuffer: 1 << 26 });
      return stdout + stderr;
    } catch (error) {
      throw new Error(`${program} ${args.join(' ')}: ${error.code}\n${error.stdout}\n${error.stderr}`, { cause: error });
    }
  }

  remove() {
    rmSync(this.root, { recursive: true, force: true });
  }
}
