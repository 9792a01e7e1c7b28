import { statfsSync } from 'node:fs';

/** File systems that hold the kernel's state, not data: their files have size 0, and some never end. (linux/magic.h) */
const PSEUDO: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x27e0eb, // cgroup
  0x63677270, // cgroup2
  0x64626720, // debugfs
  0x74726163, // tracefs
  0x73636673, // securityfs
  0x62656570, // configfs
  0xcafe4a11, // bpf
  0x1cd1, // devpts
  0xf97cff8c, // selinuxfs
  0x6165676c, // pstore
  0xde5e81e4, // efivarfs
  0x42494e4d, // binfmt_misc
  0x19800202, // mqueue
  0x65735543, // fusectl
  0x6e736673, // nsfs
  0x67596969, // rpc_pipefs
]);

/** Tells whether a device holds such a file system; asks the system once per device. */
export class PseudoFileSystems {
  readonly #known = new Map<bigint, boolean>();

  holds(device: bigint, path: string | Buffer): boolean {
    let pseudo = this.#known.get(device);
    if (pseudo === undefined) {
      pseudo = isPseudo(path);
      this.#known.set(device, pseudo);
    }
    return pseudo;
  }
}

function isPseudo(path: string | Buffer): boolean {
  try {
    return PSEUDO.has(statfsSync(path).type >>> 0);
  } catch {
    return false; // Opening it will say why.
  }
}
