/**
 * Lets callers wait for a condition of its owner, who says when to look again; after a failure every wait rejects with it.
 */
export class Turnstile {
  #waiting: (() => void)[] = [];
  #failure: Error | undefined;

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  /** Resolves once the condition holds. Rejects when the owner has failed. */
  async until(condition: () => boolean): Promise<void> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      if (condition()) return;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Conditions may hold now. */
  look(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** The first failure counts. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.look();
  }
}
