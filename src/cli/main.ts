#!/usr/bin/env node
import { version } from './version.js';

// Answered before anything else is loaded: scripts ask for it often.
if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  console.log(version());
} else {
  const { run } = await import('./program.js');
  process.exitCode = await run(process.argv.slice(2));
}
