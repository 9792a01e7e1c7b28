// A parser host that does what the names of its assets say: faults on order, and attempts to break out.
import { spawnSync } from 'node:child_process';
import { readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { connect } from 'node:net';

const TEXT = 1;
const FILE = 6;
const ISSUE = 10;
const FACT = 11;
const READY = 20;
const READ = 21;
const SCRATCH_WRITE = 22;
const DONE = 24;

process.on('SIGINT', () => {});

function write(kind, ...payload) {
  const body = Buffer.concat(payload);
  const head = Buffer.alloc(5);
  head[0] = kind;
  head.writeUInt32LE(body.length, 1);
  const bytes = Buffer.concat([head, body]);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

function take(size) {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; ) {
    const got = readSync(0, bytes, at, size - at, null);
    if (got === 0) process.exit(0);
    at += got;
  }
  return bytes;
}

function headed(head, bytes = Buffer.alloc(0)) {
  const json = Buffer.from(JSON.stringify(head));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(json.length);
  return [size, json, bytes];
}

const text = (line) => write(TEXT, ...headed({ part: '', lines: [1, 1] }, Buffer.from(`${line}\n`)));
const fact = (name, value) => write(FACT, ...headed({ part: '', name, value }));
const attempt = (action) => {
  try {
    action();
    return 'allowed';
  } catch (error) {
    return error.code ?? error.name;
  }
};

const ORDERS = {
  ok: () => text('身份证号：11010119900307889X'),
  slow: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200),
  hang: () => {
    text('手机：13912345678');
    for (;;);
  },
  exit: () => {
    text('手机：13912345678');
    process.exit(3);
  },
  abort: () => process.abort(),
  oom: () => {
    const kept = [];
    for (;;) kept.push(new Array(1e6).fill(kept.length));
  },
  buffers: () => {
    const kept = [];
    for (;;) kept.push(Buffer.alloc(20e6, 1));
  },
  nonsense: () => write(TEXT, Buffer.from('????')),
  unknown: () => write(99, Buffer.alloc(1)),
  code: () => write(ISSUE, ...headed({ part: '', code: 'made-up', message: '', lost: 'all' })),
  unended: () => write(FILE, ...headed({ part: 'a', name: 'a' })),
  toolong: () => writeSync(1, Buffer.from([TEXT, 0xff, 0xff, 0xff, 0x7f])),
  hoard: () => {
    const head = Buffer.alloc(12);
    for (let at = 0; ; at += 1 << 19) {
      head.writeDoubleLE(at, 0);
      write(SCRATCH_WRITE, head, Buffer.alloc(1 << 19));
    }
  },
  putaside: () => {
    write(SCRATCH_WRITE, Buffer.alloc(12), Buffer.alloc(1 << 19));
    for (;;);
  },
  last: (job) => {
    const request = Buffer.alloc(12);
    request.writeDoubleLE(job.size - 1, 0);
    request.writeUInt32LE(10, 8);
    write(READ, request);
    fact('last', take(take(5).readUInt32LE(1)).toString('hex'));
  },
  prison: async () => {
    fact(
      'read',
      attempt(() => readFileSync('/etc/passwd')),
    );
    fact(
      'write',
      attempt(() => writeFileSync('/tmp/trawl-escaped', '')),
    );
    fact(
      'spawn',
      attempt(() => spawnSync('true')),
    );
    fact('env', Object.keys(process.env).sort().join(' '));
    const net = await new Promise((resolve) => {
      const socket = connect(Number(process.argv[2] ?? 6379), '127.0.0.1');
      socket.on('connect', () => resolve('allowed'));
      socket.on('error', (error) => resolve(error.code));
    });
    fact('net', net);
  },
};

write(READY);
for (;;) {
  const kind = take(5);
  const job = JSON.parse(take(kind.readUInt32LE(1)).toString());
  await ORDERS[job.name.split('.')[0].replace(/\d+$/, '')](job);
  write(DONE);
}
