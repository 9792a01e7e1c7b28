// Regenerates the tables under src/validators/data from public sources. Every source is optional and given by path:
//
//   node scripts/generate-data.mjs --regions gb2260.txt --bins bankcardinfo/index.js --tlds tlds/index.json --countries iso-3166/1.js
//
// regions:   one six-digit GB/T 2260 code a line, abolished codes included (github.com/yescallop/areacodes, CC0-1.0)
// bins:      index.js of npm bankcardinfo (ISC)
// tlds:      index.json of npm tlds (MIT), itself the list of IANA
// countries: 1.js of npm iso-3166 (MIT)
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { domainToASCII, fileURLToPath } from 'node:url';

const target = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/validators/data');
const WIDTH = 100;

/** Breaks text at spaces into lines of a template literal. */
function wrapped(text) {
  const lines = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = '';
    }
    for (let rest = word; rest; rest = rest.slice(WIDTH)) {
      if (rest.length <= WIDTH) line += (line ? ' ' : '') + rest;
      else lines.push(`${rest.slice(0, WIDTH)}`);
    }
  }
  return [...lines, line].join('\n');
}

function write(name, header, constant, text) {
  const comment = header.map((line) => ` * ${line}`).join('\n');
  writeFileSync(
    join(target, name),
    `/**\n${comment}\n * Regenerate with scripts/generate-data.mjs.\n */\nexport const ${constant} = \`\n${wrapped(text)}\n\`;\n`,
  );
}

const generate = {
  regions(path) {
    const byPrefecture = new Map();
    for (const code of readFileSync(path, 'utf8')
      .match(/^\d{6}$/gm)
      .sort()) {
      const counties = byPrefecture.get(code.slice(0, 4)) ?? [];
      byPrefecture.set(code.slice(0, 4), [...counties, code.slice(4)]);
    }
    write(
      'regions.ts',
      [
        'Administrative division codes of GB/T 2260, 1981-2024, abolished codes included.',
        'Source: github.com/yescallop/areacodes, CC0-1.0.',
        'Format: "PPPP:" (province and prefecture) followed by the two-digit county codes; PP00:00 is a province.',
      ],
      'REGIONS',
      [...byPrefecture].map(([prefecture, counties]) => `${prefecture}:${counties.join('')}`).join(' '),
    );
  },

  bins(path) {
    const byBank = new Map();
    let bank = '';
    for (const [, code, prefixes, rest] of readFileSync(path, 'utf8').matchAll(
      /bankCode: "(\w+)"|reg: \/\^\(([\d|]+)\)\\d\{(\d+)\}\$\//g,
    )) {
      if (code) bank = code;
      else {
        const groups = byBank.get(bank) ?? new Map();
        byBank.set(bank, groups);
        for (const prefix of prefixes.split('|')) {
          const length = prefix.length + Number(rest);
          // Shorter prefixes and the copied 16-digit row of GDB claim cards of other issuers.
          if (
            prefix.length < 6 ||
            length < 13 ||
            length > 19 ||
            (bank === 'GDB' && length === 16 && rest === '10' && copied(prefixes))
          )
            continue;
          groups.set(length, (groups.get(length) ?? new Set()).add(prefix));
        }
      }
    }
    const text = [...byBank]
      .flatMap(([code, groups]) =>
        [...groups].map(([length, set]) => `${code}/${length} ${[...set].sort().join(' ')}`),
      )
      .join(' ');
    write(
      'card-bins.ts',
      [
        'Issuer prefixes (BIN) of bank cards of the mainland, 6 digits or more.',
        'Source: npm bankcardinfo 2.0.6, ISC licence, (c) navyxie; without its rows of fewer than 6 digits and the copied row of GDB.',
        'Format: "BANK/LENGTH" followed by the prefixes of cards of that length.',
      ],
      'CARD_BINS',
      text,
    );
  },

  tlds(path) {
    const ascii = JSON.parse(readFileSync(path, 'utf8')).map((tld) => domainToASCII(tld).toLowerCase());
    write(
      'tlds.ts',
      ['Top-level domains of the IANA root zone, ASCII form. Source: npm tlds 1.261.0, MIT licence.'],
      'TLDS',
      [...new Set(ascii)].filter(Boolean).sort().join(' '),
    );
  },

  countries(path) {
    const source = readFileSync(path, 'utf8');
    const entries = [
      ...source.matchAll(/state: 'assigned',\s+alpha2: '(\w\w)',\s+alpha3: '(\w{3})',\s+numeric: '(\d{3})'/g),
    ];
    write(
      'countries.ts',
      ['ISO 3166-1: alpha-2, alpha-3 and numeric codes, joined. Source: npm iso-3166 4.4.0, MIT licence.'],
      'COUNTRIES',
      entries.map(([, alpha2, alpha3, numeric]) => alpha2 + alpha3 + numeric).join(' '),
    );
  },
};

/** The row printed for GDB that is really SPDB's: it holds this SPDB prefix. */
function copied(prefixes) {
  return prefixes.includes('622516');
}

for (let i = 2; i + 1 < process.argv.length; i += 2) {
  const run = generate[process.argv[i].slice(2)];
  if (!run) throw new Error(`unknown source ${process.argv[i]}`);
  run(process.argv[i + 1]);
}
