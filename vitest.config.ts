import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Generous: nothing here is timed, and a busy machine must not fail what is right.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    retry: process.env.CI ? 2 : 0,
    pool: 'forks',
  },
});
