import { readFileSync } from 'node:fs';
import * as people from '../../scripts/containers/people.mjs';

/** What every container of fixtures/containers holds. */
export const { HEADER, PEOPLE, LINES } = people as {
  HEADER: string[];
  PEOPLE: string[][];
  LINES: string[];
};

export function container(name: string): Buffer {
  return readFileSync(new URL(`../../fixtures/containers/${name}`, import.meta.url));
}
