import { BudgetReached } from './budget.js';

/** A stream that ends where it is damaged, and tells so, instead of throwing. What the budget throws goes through. */
export async function* upToDamage(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  damaged: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    if (error instanceof BudgetReached) throw error;
    damaged();
  }
}
