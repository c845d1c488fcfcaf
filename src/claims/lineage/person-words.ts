/** Folded words that stand before or behind the name of a person and are no part of it, in English and Uyghur. */
export const TITLES: ReadonlySet<string> = new Set(
  `mr mrs ms miss mx dr doctor prof professor sir dame lord lady madam madame mme monsieur herr frau senor senora
  colonel col general gen captain capt major maj sergeant sgt lieutenant lt corporal cpl private pvt admiral adm commander cmdr brigadier marshal
  officer constable detective det inspector superintendent supt sheriff deputy chief warden guard ranger agent trooper policeman policewoman
  nurse medic paramedic surgeon midwife pharmacist dentist psychologist therapist vet veterinarian carer caretaker
  president premier chancellor minister secretary governor mayor senator councillor councilman councilwoman congressman congresswoman representative rep mp ambassador consul envoy delegate commissioner prefect
  judge justice magistrate prosecutor lawyer attorney solicitor barrister notary advocate counsel clerk coroner registrar auditor treasurer
  director manager head chair chairman chairwoman chairperson ceo cfo boss owner founder president supervisor foreman forewoman administrator coordinator assistant aide adviser advisor spokesman spokeswoman spokesperson official
  engineer architect technician mechanic electrician plumber welder miner worker labourer driver pilot sailor skipper fisherman farmer herder shepherd baker butcher cook waiter shopkeeper trader cleaner porter postman firefighter fireman
  teacher headteacher principal lecturer dean rector student pupil trainee intern researcher scientist scholar historian economist analyst expert
  reporter correspondent journalist editor photographer blogger writer author poet artist singer actor actress musician
  father mother brother sister uncle aunt grandfather grandmother cousin son daughter husband wife widow widower neighbour neighbor friend colleague patient
  rev reverend pastor priest bishop archbishop cardinal pope rabbi imam mullah sheikh sheik haji hajji ayatollah abbot monk nun
  prince princess king queen duke duchess count countess baron baroness
  comrade citizen resident villager witness survivor victim detainee prisoner inmate refugee migrant activist campaigner volunteer protester organiser organizer
  former ex acting retired late senior junior vice first prime young old the a an one named
  jr sr ii iii iv md phd msc ba rn esq qc kc obe mbe
  خانىم ئەپەندى ئاكا ئاچا ھەدە ئۇكا دادا ئانا دوكتور دوختۇر پروفېسسور مۇئەللىم ئوقۇتقۇچى مۇدىر باشلىق رەئىس شاھىت گۇۋاھچى ياش قېرى سېستىرا دېھقان ئىشچى ھاجى ئىمام موللا خانقىز يولداش ئەمەلدار مۇخبىر ئادۋوكات`
    .split(/\s+/)
    .map(foldedWord),
);

/** Within a name: `Jan van Berg`, `Leila bint Omar`. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'van von der den de del della di da dos das du la le el al bin ibn ben bint abu ter ten af av zu y e'.split(' '),
);

/** What Uyghur adds to a name in a sentence. */
export const SUFFIXES = /^(?:نىڭ|نى|غا|گە|قا|كە|دىن|تىن|دا|دە|تا|تە|لار|لەر|مۇ|چۇ)+$/u;

/** What stands before a name in Chinese and says who it is. */
export const HAN_ROLES =
  /^.*(?:目击者|目击证人|证人|居民|村民|市民|农民|牧民|工人|矿工|职工|民工|员工|学生|学员|司机|店主|商户|护士长|护士|医生|大夫|老师|教师|教授|教员|研究员|专家|学者|律师|记者|编辑|邻居|路人|乘客|游客|家属|幸存者|民警|警官|警员|局长|部长|厅长|处长|科长|主任|书记|主席|总理|省长|市长|县长|州长|区长|镇长|乡长|村长|校长|院长|会长|秘书长|队长|所长|站长|组长|经理|总裁|董事长|司令|大使|院士|发言人|负责人|上校|少校|中校|大校|上尉|中尉|将军|少将|中将|先生|女士|同志|名叫|名为|叫)/u;

/** What stands behind a name or a family name in Chinese. */
export const HAN_TITLES = String.raw`(?:先生|女士|小姐|太太|夫人|同志|老师|教授|医生|大夫|护士长|护士|律师|记者|警官|局长|部长|厅长|处长|科长|主任|书记|主席|总理|省长|市长|县长|州长|区长|镇长|乡长|村长|校长|院长|会长|秘书长|队长|所长|站长|组长|经理|总裁|董事长|司令|大使|院士|研究员|师傅|老板|大姐|大哥|阿姨|大妈|大爷|大娘|姐|哥|总|工|老)`;

/** Family names of two characters. */
export const LONG_SURNAMES =
  /^(?:欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|司徒|司空|令狐|长孙|宇文|轩辕|端木|独孤|南宫|西门|呼延|完颜|百里)/u;

/** Letters as they are compared: without case and marks. */
export function foldedWord(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
