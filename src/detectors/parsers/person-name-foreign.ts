import type { Parser, Span } from './parser.js';
import { isLatin, isUpper } from './text.js';

const GIVEN = new Set(
  `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent liam mason philip louis bobby johnny bradley oliver lucas leo max felix hugo oscar simon martin ian graham neil stuart colin derek trevor nigel gavin ivan igor dmitri sergei vladimir boris pierre jean luc marco luigi giovanni carlos miguel pedro diego antonio francisco manuel javier fernando rafael ricardo hans klaus jurgen stefan wolfgang hiroshi kenji takashi yuki akira mohammed muhammad ahmed ali hassan omar raj amit sanjay rahul priya anita sunita
   mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori chloe claire lucy ella mia ava zoe lily ellen rose jane kate fiona irene vivian winnie sally wendy tina tracy peggy nina elena natasha olga svetlana ingrid greta sofia carmen lucia rosa bella eva ivy sam tom tim jim bob bill mike dave steve dan matt nick chris tony andy ben alex ken ron don ted fred harry charlie will rob greg jeff phil doug rick jackie eddie benny stanley edmund clement gilbert alvin calvin eason wilson jacky kelvin jimmy tommy danny henry`.split(
    /\s+/,
  ),
);
const FAMILY = new Set(
  `smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes gonzales fisher vasquez simmons romero jordan patterson alexander hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera gibson ellis tran medina aguilar stevens murray ford castro marshall owens harrison fernandez mcdonald woods washington kennedy wells vargas henry chen freeman webb tucker guzman burns crawford olson simpson porter hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks holmes palmer wagner black robertson boyd rose stone salazar fox warren mills meyer rice schmidt garza daniels ferguson nichols stephens soto weaver ryan gardner payne grant dunn kelley spencer hawkins arnold pierce hansen peters santos hart bradley knight elliott cunningham duncan armstrong hudson carroll lane riley andrews alvarado ray delgado berry perkins hoffman johnston matthews pena richards contreras willis carpenter lawrence sandoval muller schneider fischer weber becker schulz koch bauer richter klein wolf rossi russo ferrari esposito bianchi dubois durand leroy moreau laurent ivanov petrov sidorov tanaka suzuki sato watanabe yamamoto nakamura kobayashi park choi jung singh kumar sharma gupta khan shah`.split(
    /\s+/,
  ),
);
const SURNAME_SYLLABLES = new Set(
  `wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lv lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian yin yi chang qiao lai gong wen pang shi ou ouyang situ zhuge sima shangguan an niu ji tao yue qi mo zhuang xin guan zhu zuo tu chan cheung wong lau leung ng kwok lam ho tsang tse chow chiu yip yeung hui tang mak kwan chung tsui lo poon fung siu yuen`.split(
    /\s+/,
  ),
);
const SYLLABLE =
  /^(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?(?:iang|iong|uang|ueng|iao|ian|ing|ang|eng|ong|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|ve|er|a|o|e|i|u|v)/;

function isPinyinGiven(word: string): boolean {
  if (word.length < 2 || word.length > 12) return false;
  let rest = word.replace(/['-]/g, '');
  let syllables = 0;
  while (rest !== '' && syllables < 3) {
    const hit = SYLLABLE.exec(rest);
    if (hit === null) return false;
    // "xiaoming" must not take the n of the next syllable, and vice versa: the longest split is right often enough.
    rest = rest.slice(hit[0].length);
    syllables++;
  }
  return rest === '' && syllables <= 2;
}

const SHAPE =
  /^(?:[A-ZÀ-ÖØ-Þ][a-zß-öø-ɏ'’]+(?:[A-Z][a-zß-öø-ɏ]+)?|[A-ZÀ-ÖØ-Þ]{2,14}|[A-Z]\.?|[A-ZÀ-ÖØ-Þ][a-zß-öø-ɏ]+-[A-Z]?[a-zß-öø-ɏ]+)$/;
const TITLES = /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir)\.?$/;
const NOT_NAMES =
  /^(?:Unknown|Test|Name|First|Last|Admin|User|Total|Company|Limited|Ltd|Inc|Corp|Street|Road|Avenue|Bank|Group|Trading|Technology|City|Center|Sales|Service|Department|Manager|Product|The|And|Of|For|New)$/i;

/** 0..1: how surely a Latin cell is a person's name (First Last, LAST First, Last, First; pinyin Wang Xiaoming). */
export function latinNameQuality(cell: string): number {
  if (cell.length < 4 || cell.length > 40) return 0;
  let words = cell.split(/[ ,]+/);
  if (words.length > 1 && TITLES.test(words[0]!)) words = words.slice(1);
  if (words.length < 2 || words.length > 4) return 0;
  for (const word of words) if (!SHAPE.test(word) || NOT_NAMES.test(word)) return 0;
  const lower = words.map((word) => word.toLowerCase());
  const [first, last] = [lower[0]!, lower[lower.length - 1]!];
  const given = GIVEN.has(first) || GIVEN.has(last) || (lower.length > 2 && GIVEN.has(lower[1]!));
  const family = FAMILY.has(first) || FAMILY.has(last);
  if (given && family) return 1;
  if (given) return 0.9;
  if (SURNAME_SYLLABLES.has(first) && lower.slice(1).every(isPinyinGiven)) return 0.9;
  if (SURNAME_SYLLABLES.has(last) && lower.slice(0, -1).every(isPinyinGiven)) return 0.8;
  if (family) return 0.7;
  return words.length === 2 && words.every((word) => word.length > 2) ? 0.3 : 0;
}

const LABELLED =
  /(?:\b(?:(?:customer|client|contact|full|applicant|recipient|holder|consignee|patient|guest|passenger|employee|owner|account|insured|card ?holder)(?:'s)? ?(?:name|person)?|name|attn|mr|mrs|ms|miss|dr|prof|dear)\b\.?|姓名|联系人|收件人|收货人|客户|持卡人|旅客|乘客|英文名)[ ]{0,2}["']?[:：=.]?[ ]{0,2}["']?(?=[A-Z])/gi;
const TITLED = /^(?:mr|mrs|ms|miss|dr|prof|dear)/i;
const WORD = /[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’-]{0,19}\.?/y;

/** Names in Latin letters, in running text only behind a label or a title. */
export const personNameForeign: Parser = {
  id: 'person-name-foreign',

  find(text, from, to) {
    const spans: Span[] = [];
    const base = Math.max(0, from - 40);
    const part = text.slice(base, to + 60);
    LABELLED.lastIndex = 0;
    for (let label = LABELLED.exec(part); label !== null; label = LABELLED.exec(part)) {
      let start = base + LABELLED.lastIndex;
      let end = start;
      for (let words = 0; words < 4; words++) {
        WORD.lastIndex = end === start ? start : end + (text.startsWith(', ', end) ? 2 : 1);
        if (end !== start && text[end] !== ' ' && !text.startsWith(', ', end)) break;
        const word = WORD.exec(text);
        if (word === null) break;
        if (words === 0 && TITLES.test(word[0])) {
          start = end = WORD.lastIndex + (text[WORD.lastIndex] === ' ' ? 1 : 0);
          continue;
        }
        const next = WORD.lastIndex;
        if (
          NOT_NAMES.test(word[0]) ||
          /^(?:Tel|Phone|Email|Mobile|Address|Date|ID|Sex|Gender|DOB|Passport|No)\.?$/i.test(word[0])
        )
          break;
        end = next;
        if (text[end] !== ' ' && text[end] !== ',') break;
      }
      while (end > start && ".'’-".includes(text[end - 1]!)) end--;
      if (start >= to || end <= from || end === start) continue;
      const quality = longestQuality(text, start, end);
      // "MS Word Documents" is no lady.
      const titled = TITLED.test(label[0]) && !/^MS\b/.test(label[0]);
      if (quality.value < 0.7 && !(titled && quality.value >= 0.3)) continue;
      spans.push({
        start,
        end: quality.end,
        prior: 0.45 + 0.3 * quality.value,
        why: ['label', 'latin-name'],
      });
    }
    return spans;
  },

  whole(cell) {
    const first = cell.charCodeAt(0);
    return isLatin(first) && isUpper(first) ? latinNameQuality(cell) : 0;
  },
};

function longestQuality(text: string, start: number, end: number): { value: number; end: number } {
  const value = latinNameQuality(text.slice(start, end));
  const cut = text.lastIndexOf(' ', end - 1);
  if (value > 0.3 || cut <= start) return { value, end };
  const trimmed = text[cut - 1] === ',' ? cut - 1 : cut;
  const shorter = latinNameQuality(text.slice(start, trimmed));
  return shorter > value ? { value: shorter, end: trimmed } : { value, end };
}
