/**
 * How a value may be shown. `shape` says where the visible characters stand; hidden letters and digits become `*`,
 * separators in between stay, so that a reader recognises the form.
 */
type Kind = 'secret' | 'mobile' | 'card' | 'date' | 'email' | 'name' | 'address' | 'company' | 'number';

/** First match wins. infoTypes are dotted kebab-case (`cn.resident-id`). */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [
    /^secret\b|password|passwd|passphrase|\botp\b|\bcvv|\bcvc|\bpin\b|-key\b|\btoken|track|expiry|jwt|connection-string/,
    'secret',
  ],
  [/mobile/, 'mobile'],
  [/\bcard\b|bank-account/, 'card'],
  [/\bdob\b|birth/, 'date'],
  [/e-?mail/, 'email'],
  [/address|\bgeo\b/, 'address'],
  [/company|organi[sz]ation-name/, 'company'],
  [/name\b/, 'name'],
];

/** Addresses of devices and networks are numbers, not places. */
const NOT_PLACES = /\bmac\b|\bip\b|wallet|crypto|^net\b/;

function kindOf(infoType: string): Kind {
  const kind = KINDS.find(([pattern]) => pattern.test(infoType))?.[1] ?? 'number';
  return kind === 'address' && NOT_PLACES.test(infoType) ? 'number' : kind;
}

/**
 * The only form in which a value leaves a worker. By kind:
 * resident ID `1101**********123X` · mobile `138****1234` · card `6222********1234` · e-mail `z***@e***.com` ·
 * name `张**`, `欧阳**` · address `广东省深圳市***` · company `深圳****公司` · date of birth `199*-**-**` ·
 * passwords, keys, one-time codes, CVV: asterisks only, their number telling no more than a length class.
 * Everything else shows at most 40 % of its letters and digits, at most four at either end; four or fewer show nothing.
 * The result holds no control or format characters, whatever the value holds. Works on code points.
 */
export function maskValue(infoType: string, value: string): string {
  const kind = kindOf(infoType);
  const characters = [...value.trim()];
  if (characters.length === 0) return '';
  if (kind === 'secret') return maskSecret(characters.length);
  if (kind === 'email') return maskEmail(value.trim());
  if (kind === 'name') return maskName(characters);
  if (kind === 'address') return maskAddress(value.trim());
  if (kind === 'company') return maskCompany(characters);
  if (kind === 'mobile') return maskMobile(characters);
  const words = characters.filter(isWord).length;
  if (kind === 'card' && words >= 12) return show(characters, 4, 4);
  if (kind === 'date' && words > 4) return show(characters, 3, 0);
  return maskNumber(characters);
}

/** Longer runs of asterisks say nothing more. */
const LONGEST_MASK = 48;

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character) && !/\p{Default_Ignorable_Code_Point}/u.test(character);
}

function isSeparator(character: string): boolean {
  return /[ \-+./:,·()]/u.test(character);
}

/** Shows the first `head` and last `tail` letters or digits. */
function show(characters: readonly string[], head: number, tail: number): string {
  const words = characters.filter(isWord).length;
  let seen = 0;
  const masked = characters.map((character) => {
    if (!isWord(character)) return isSeparator(character) ? character : '*';
    seen++;
    return seen <= head || seen > words - tail ? character : '*';
  });
  if (masked.length <= LONGEST_MASK) return masked.join('');
  const start = lengthHolding(masked, head);
  const end = lengthHolding([...masked].reverse(), tail);
  return `${masked.slice(0, start).join('')}********${end === 0 ? '' : masked.slice(-end).join('')}`;
}

/** How many leading entries hold `count` shown letters or digits. */
function lengthHolding(masked: readonly string[], count: number): number {
  let length = 0;
  for (let seen = 0; seen < count && length < masked.length; length++) if (isWord(masked[length]!)) seen++;
  return length;
}

/** Length class only: below 16 characters, below 64, longer. */
function maskSecret(length: number): string {
  return '*'.repeat(length < 16 ? 8 : length < 64 ? 16 : 24);
}

/** The usual 138****1234; the country code 86 stays in front. What is no mainland mobile number hides more. */
function maskMobile(characters: readonly string[]): string {
  const digits = characters.filter(isWord);
  if (digits.length === 11) return show(characters, 3, 4);
  const prefix = /^(?:00)?86/.exec(digits.join(''))?.[0].length;
  return prefix !== undefined && digits.length === prefix + 11
    ? show(characters, prefix + 3, 4)
    : maskNumber(characters);
}

/** At most 40 %, at most four at either end. */
function maskNumber(characters: readonly string[]): string {
  const words = characters.filter(isWord).length;
  if (words <= 4) return '****'.slice(0, characters.length);
  const budget = Math.ceil(words * 0.4);
  const tail = Math.min(4, Math.ceil(budget / 2));
  return show(characters, Math.min(4, budget - tail), tail);
}

function maskEmail(value: string): string {
  const at = value.lastIndexOf('@');
  if (at < 1) return '***';
  const labels = value.slice(at + 1).split('.');
  const top = labels.length > 1 ? labels.at(-1)! : '';
  const domain = `${first(labels[0] ?? '')}***${/^[A-Za-z]{2,4}$/.test(top) ? `.${top}` : ''}`;
  return `${first(value.slice(0, at))}***@${domain}`;
}

function first(text: string): string {
  const character = [...text][0] ?? '';
  return isWord(character) ? character : '*';
}

const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 ' +
    '长孙 宇文 司徒 鲜于 司空 令狐 西门 轩辕 拓跋 百里 东郭 呼延 端木 第五 歐陽 諸葛 東方 尉遲 鍾離 長孫 鮮于'
  ).split(' '),
);

/** The surname stays, of a Latin name the first letter of each word. */
function maskName(characters: readonly string[]): string {
  if (characters.length === 1) return '*';
  if (characters.every((character) => /\p{sc=Han}/u.test(character))) {
    const surname = COMPOUND_SURNAMES.has(characters.slice(0, 2).join('')) && characters.length > 2 ? 2 : 1;
    return `${characters.slice(0, surname).join('')}${'*'.repeat(Math.min(8, characters.length - surname))}`;
  }
  let atStart = true;
  const masked = characters.map((character) => {
    const shown = isSeparator(character) || (atStart && isWord(character));
    atStart = isSeparator(character);
    return shown ? character : '*';
  });
  // One- and two-letter words (initials) would stand there whole.
  return characters.length <= 4 ? '****'.slice(0, characters.length) : masked.slice(0, LONGEST_MASK).join('');
}

const PLACE =
  /^(?:中国|中华人民共和国)?((?:北京|天津|上海|重庆)市?|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省?|(?:内蒙古|广西|西藏|宁夏|新疆)(?:壮族|回族|维吾尔)?(?:自治区)?|香港(?:特别行政区)?|澳门(?:特别行政区)?)?(\p{sc=Han}{2,6}?(?:市|自治州|地区|盟))?/u;

/** Province and city stay; where there is neither, nothing does. */
function maskAddress(value: string): string {
  const match = PLACE.exec(value);
  const place = `${match?.[1] ?? ''}${match?.[2] ?? ''}`;
  return [...value].length - [...place].length >= 4 ? `${place}***` : '***';
}

/** Two characters at the front, the legal form's last two at the end: 深圳****公司. */
function maskCompany(characters: readonly string[]): string {
  const words = characters.filter(isWord).length;
  if (words <= 4) return '****'.slice(0, characters.length);
  if (words < 8) return show(characters, 1, 2);
  return show(characters, 2, 2);
}
