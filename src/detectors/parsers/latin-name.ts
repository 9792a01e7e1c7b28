import { GIVEN_NAMES } from './data/given-names.js';

const GIVEN = new Set(
  `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent liam mason philip louis bobby johnny bradley oliver lucas leo max felix hugo oscar simon martin ian graham neil stuart colin derek trevor nigel gavin ivan igor dmitri sergei vladimir boris pierre jean luc marco luigi giovanni carlos miguel pedro diego antonio francisco manuel javier fernando rafael ricardo hans klaus jurgen stefan wolfgang hiroshi kenji takashi yuki akira mohammed muhammad ahmed ali hassan omar raj amit sanjay rahul priya anita sunita
   mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori chloe claire lucy ella mia ava zoe lily ellen rose jane kate fiona irene vivian winnie sally wendy tina tracy peggy nina elena natasha olga svetlana ingrid greta sofia carmen lucia rosa bella eva ivy sam tom tim jim bob bill mike dave steve dan matt nick chris tony andy ben alex ken ron don ted fred harry charlie will rob greg jeff phil doug rick jackie eddie benny stanley edmund clement gilbert alvin calvin eason wilson jacky kelvin jimmy tommy danny henry`.split(
    /\s+/,
  ),
);
const FAMILY = new Set(
  `smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes gonzales fisher vasquez simmons romero jordan patterson alexander hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera gibson ellis tran medina aguilar stevens murray ford castro marshall owens harrison fernandez mcdonald woods washington kennedy wells vargas henry chen freeman webb tucker guzman burns crawford olson simpson porter hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks holmes palmer wagner black robertson boyd rose stone salazar fox warren mills meyer rice schmidt garza daniels ferguson nichols stephens soto weaver ryan gardner payne grant dunn kelley spencer hawkins arnold pierce hansen peters santos hart bradley knight elliott cunningham duncan armstrong hudson carroll lane riley andrews alvarado ray delgado berry perkins hoffman johnston matthews pena richards contreras willis carpenter lawrence sandoval muller schneider fischer weber becker schulz koch bauer richter klein wolf rossi russo ferrari esposito bianchi dubois durand leroy moreau laurent ivanov petrov sidorov tanaka suzuki sato watanabe yamamoto nakamura kobayashi park choi jung singh kumar sharma gupta khan shah
   abbott acosta aguirre ahmed ahn akhtar allison amin andersson andersen aoki arias arnold ashton atkinson austin avila ayala bahr baldwin ball banerjee banks barker barnett barrett barron barton bates bauer beck becker begum benson bernard berger bhat bishop blair blake bond booth bosch bowen bowman
   bradford brady brandt brennan briggs brock bruno bryan buchanan buckley burke burton byrne caldwell calderon cameron cannon cardenas carey carlson carpenter carr carson casey cervantes chambers chandler chang chapman charles chavez chopra christensen clayton clarke clement cline cohen collier colombo
   conley conner connor conway costa crane crosby cunha cummings curry curtis dalton daniel das davidson davies dawson deleon dennis desai deshmukh dodd dominguez donovan dougherty doyle drake duffy duran dutta dyer eaton edwards elias emerson engel eriksson espinoza estrada evans farmer farrell
   faulkner ferreira fernandes fields finley fitzgerald fleming fletcher flynn fontaine forbes fournier fowler francis franco frank franklin frazier french frost fuchs fuentes fuller gallagher gallo garner garrett george gibbs gilbert giles gill gilmore girard glover goldberg gomes goodman goodwin gould
   graves greco greene greer griffith gross guerrero haas hahn hale hampton hancock hanna hansen hanson harding hardy harmon harper harrington hartmann harvey hassan hawkins hayashi haynes heath hebert heinz henderson hendricks henriksen herman hess higgins hobbs hodges hogan holland holloway holt
   hoover hopkins horn horne horton houston howell hubbard huber huff humphrey hussain hutchinson ibrahim ingram inoue iqbal irwin ito iyer jacobs jacobson jain jansen jarvis jennings jensen joensen johansson johns joshi joyce juarez kane kang kapoor karlsson kato kaur kaufman keller kemp kennedy kerr
   khalil kimura kirby kirk klein kline knapp knox koch kovacs kowalski kramer krause krishnan kruger lang lambert lancaster larsen larson lawson le leach leblanc lemaire leonard leroy lester levine levy lewandowski lin lindberg lindgren lindsey little lloyd logan long lowe lucas lucero luna lynch lynn
   lyons mack macdonald mackenzie madden maher mahoney maldonado malik malone mancini mann manning marin marks marsh martinelli massey mathis matsumoto maxwell may maynard mcbride mccarthy mccormick mccoy mccullough mcdaniel mcgee mcguire mcintosh mckay mckenzie mckinney mclaughlin mclean mcmillan
   mcneil mehta meier mejia melton mercado mercer michel middleton miles mishra moody moon morin morrison morrow morse moss mueller mullins nair nakajima nash navarro neal newman newton nielsen nilsson nixon noble nolan norman norris norton novak nunez obrien oconnell oconnor odonnell ogawa oliver olsen
   oneal oneill orr ortega osborne owen pace padilla page pandey paul papadopoulos park parks parsons patrick patton pearson peck pedersen pennington perkins petersen petit pham phelps philips pillai pineda pinto pitts poole pope porter potter pratt preston prince quinn ramsey randall randolph rao
   rasmussen rausch reddy reese reid reilly reyes reynolds rhodes ricci richard richmond rios rivas robbins robin robles rocha rodgers rojas roman rosales rosario rosen ross roth rowe roy rubio rush ruiz sahin saito sakamoto salas salinas salvatore sampson sanders sanford santiago santana sasaki
   saunders savage sawyer schaefer schmitz schneider schroeder schultz schwartz sellers serrano sexton shaffer shannon sharp shelton shepherd shepard sheppard sherman shields short silva simmons simon sims skinner sloan small snow sokolov solis sorensen sparks spence stafford stanley stanton stark
   steele stein stephenson stevenson stokes strickland strong suarez summers sutton svensson swanson sweeney takahashi tan tate thakur thornton todd townsend tracy travis trevino tyler underwood valdez valencia vance vaughn vaughan vega velasquez velez verma vincent vogel volkov wade wagner waller walsh
   walters walton warner waters watkins watts webster weeks weiss welch werner west wheeler whitaker whitehead whitney wiggins wilcox wilder wiley wilkerson wilkins wilkinson williamson willis winters wolfe wong woodard woodward wu wyatt yamada yamaguchi yang yates yoder york yoshida yu zamora zhang
   zhao ziegler zimmerman zuniga`.split(/\s+/),
);
let rare: ReadonlySet<string> | undefined;
/** Given names of the long list: many of them rare, some of them words. */
function isRareGiven(word: string): boolean {
  rare ??= new Set(GIVEN_NAMES.split(' '));
  return rare.has(word);
}
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
export const TITLES = /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir)\.?$/;
export const NOT_NAMES =
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
  if (isRareGiven(first)) return family ? 0.95 : 0.75;
  if (SURNAME_SYLLABLES.has(first) && lower.slice(1).every(isPinyinGiven)) return 0.9;
  if (SURNAME_SYLLABLES.has(last) && lower.slice(0, -1).every(isPinyinGiven)) return 0.8;
  if (family) return 0.7;
  return words.length === 2 && words.every((word) => word.length > 2) ? 0.3 : 0;
}

/** Whether two words of running text are a given and a family name: 1 = both are known, .9 = the first is, 0 = neither is. */
export function pairQuality(first: string, last: string): number {
  if (NOT_NAMES.test(first) || NOT_NAMES.test(last)) return 0;
  const [given, family] = [first.toLowerCase(), last.toLowerCase()];
  if (GIVEN.has(given)) return FAMILY.has(family) ? 1 : 0.9;
  return FAMILY.has(family) && isRareGiven(given) ? 1 : 0;
}
