/** What the program's exit status says. Scripts rely on these. */
export const EXIT = {
  /** Finished; nothing at or above `--fail-on`. */
  clean: 0,
  /** Findings or violations at or above `--fail-on`. */
  findings: 1,
  /** Usage or configuration. */
  usage: 2,
  /** `--strict`: finished, but something in scope was not fully read. */
  incomplete: 3,
  /** A bug of ours; never to be taken for a finding. */
  broken: 70,
  interrupted: 130,
} as const;
