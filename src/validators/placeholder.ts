/** Values that stand where a secret would stand: masks, templates, sample words, code. Shared by the checks of secrets. */

/** Words that documentation, forms, prose and type declarations put after "password:" or "key =". Lower case, letters only. */
const WORDS = new Set(
  (
    'null nil none undefined true false nan void empty blank unset missing na tbd todo fixme default optional required mandatory ' +
    'changeme changeit replaceme fillme insert enter input type typing please must should shall will can cannot may might not no ' +
    'yes and or with without the this that these your yours my our his her their a an is are was were be been has have had at ' +
    'least least most minimum maximum min max length characters chars digits letters invalid incorrect wrong valid correct ' +
    'expired expires reset forgot forgotten lost recover recovery confirm confirmation confirmed repeat again retype new old ' +
    'current same different hidden masked redacted removed encrypted hashed plain plaintext clear secret password passwd pwd pass ' +
    'passphrase passcode pin token key apikey credential credentials username user login email name value text string str varchar ' +
    'nvarchar char chars bytes byte buffer number integer int long bool boolean object array any unknown never optionalstr ' +
    'secretstr charfield textfield field column example examples sample samples dummy placeholder foo bar baz foobar xxx xyz abc ' +
    'see note warning error errors failed failure success ok disabled enabled off on auto generated random var variable env ' +
    'environment config configuration settings setting vault secrets manager kms self properties const let function return async ' +
    'await import export class public private protected static final if else for while get set update updated create created ' +
    'delete deleted change changed remove show hide toggle visible visibility strength strong weak policy rules requirements'
  ).split(' '),
);

/** Names of variables and members that hold a secret: letters only, so that "Passw0rd" and "Password123" stay values. */
const SECRET_NAME =
  /^(?:[A-Za-z_-]*_)?(?:pass|pw)(?:_[A-Za-z_-]*)?$|^[A-Za-z_-]*(?:passw(?:or)?d|passphrase|pwd|secret|token|credential|api_?key|access_?key|private_?key)s?[A-Za-z_-]*$/i;
const MASK = /^[*xX•●.\-_#?·+=~]+$|\*{3,}|•{2,}|●{2,}|\.{4,}|^(?:x{4,}|X{4,})|(?:x{6,}|X{6,})$/;
const TEMPLATE =
  /\$\{|\{\{|#\{|<%|%\([A-Za-z_]\w*\)|^%[sdvq@]|^%\w+%|^<[^<>]*>?$|^\[[A-Za-z _-]+\]?$|^\{[\w.]*\}?$|^__\w+__$|^@[\w.-]+@$|^#\w+#$|^\$\(|^\$[A-Z][A-Z_]+\b/;
const SAMPLE =
  /^your|^(?:enter|insert|replace|change)[-_ ]|(?:[-_]|^)here$|^(?:change|replace|fill)_?-?(?:me|it|this)\b|^example(?:[-_.]|$)|EXAMPLE$|^placeholder|^dummy[-_]|^sample[-_]/i;

/** Whether the value is a mask, a template expression, or a word instead of a secret. Looks at 512 characters at most. */
export function isPlaceholder(value: string): boolean {
  const text = value.slice(0, 512);
  if (text === '' || MASK.test(text) || TEMPLATE.test(text) || SAMPLE.test(text)) return true;
  if (/^&#?\w{2,8};?$/.test(text)) return true;
  const letters = text.replace(/[^A-Za-z]/g, '').toLowerCase();
  return (
    (/^[^A-Za-z0-9]*[A-Za-z/' ]+[^A-Za-z0-9]*$/.test(text) && WORDS.has(letters)) || SECRET_NAME.test(text)
  );
}

const RECEIVER =
  /^(?:this|self|cls|process|os|sys|req|request|res|response|config|cfg|conf|configuration|settings?|env|environ|options?|opts|args|argv|params?|props|user|account|auth|data|form|state|ctx|context|app|window|document|System|credentials?|creds|db|input|body|event|e|data|model|entity|dto|obj|object|item|row|record|session|client|server|values?|fields?|import|module|builder|properties|secrets?|vault|random|crypto|bcrypt|hashlib|faker|uuid|string|std|Math|Convert|Encoding)$/;

/** Whether the value is source code that yields a secret (call, member access, subscript, variable), not the secret itself. */
export function isCode(value: string): boolean {
  const text = value.slice(0, 512);
  // A call; a password may hold a bracket, but not right after a plain name.
  if (/^(?:new\s)?[A-Za-z_$][\w$]*(?:(?:\?|!)?\.|->|::)?[\w$.]*\(/.test(text)) return true;
  if (/^\(?[A-Za-z_$][\w$]*\(/.test(text)) return true;
  if (/^[A-Za-z_$][\w$.]*\[(?:["'\w$]|$)/.test(text)) return true;
  // What bundlers call an imported module.
  if (/__WEBPACK_|^_\w+__$/.test(text)) return true;
  // References to a store or a file, YAML tags, paths.
  if (
    /^(?:https?|file|vault|arn|op|env|ref|ssm|kms|secretsmanager):|^![A-Za-z]+$|^(?:\/[\w.-]+){2,}\/?$/.test(
      text,
    )
  )
    return true;
  // Operators and lambdas: "==other", "=>value", "!important".
  if (/^(?:=|=>|\|\||&&|\?\?|!=|!important)/.test(text)) return true;
  // Bound parameters of SQL and variables of shells and scripts.
  const bound = /^[:@$&*#?]+([A-Za-z_]\w*)$/.exec(text);
  if (
    bound &&
    (SECRET_NAME.test(bound[1]!) ||
      /^pass$/i.test(bound[1]!) ||
      (text[0] === '$' && /^[a-z_]+$|^[A-Z_]+$/.test(bound[1]!)))
  )
    return true;
  const members = text.replace(/[!?](?=\.)/g, '').split(/\.|->|::/);
  if (members.length < 2 || !members.every((member) => /^[A-Za-z_$][\w$]*$/.test(member))) return false;
  const last = members[members.length - 1]!;
  return (
    RECEIVER.test(members[0]!) ||
    SECRET_NAME.test(last) ||
    members.includes('default') ||
    members.some((member) => /[a-z0-9](?:Key|Token|Secret|Password|Credential)s?$/.test(member)) ||
    /^(?:pass|value|text|key|length|val|toString)$/.test(last)
  );
}

/**
 * The value without what a greedy pattern may have taken along: opening quotes, and from the closing quote, the closing tag, or the
 * next pair of a connection string on.
 */
export function trimCode(value: string): string {
  const text = value.replace(/^\\?["'`]+/, '');
  const end = text.search(/\\?["'`](?:[\s,;:)}\]>/\\]|$)|<\/|[&;,]\w+[=:]/);
  return (end < 0 ? text : text.slice(0, end)).replace(/[;,]{1,3}$/, '');
}
