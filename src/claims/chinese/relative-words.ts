/** What a character ends another word with: 目前|日本, 表明|天津, 今后|年均 hold no 前日, 明天 and 后年. */
const CLOSES: Readonly<Record<string, string>> = {
  前: '目此之以空提面眼日生跟先当當事战戰',
  后: '以今之此最随然背落先日事往战身幕稍过',
  後: '以今之此最隨然背落先日事往戰身幕稍過',
  明: '表说說证證声聲文光聪聰注查申阐闡写寫指判标標透发發昆黎清高简簡鲜鮮英失照开開精分载載',
  去: '过過失离離死上下出进進回除减減扣省夺奪逝',
  今: '如当當而古现現',
  同: '合共相不如协協会會等胡陪赞贊认認连連随隨伙',
  当: '相充适应不恰担妥承正每',
  當: '相充適應不恰擔妥承正每',
  本: '资資成基根书書版样樣剧劇原课課标標文账賬副亏虧',
  上: '以网網路身晚早地世马馬船会會史线線海山街之车車台床岸桥橋',
  下: '以天之地手名楼樓如余餘线線旗属屬乡鄉当當私剩留眼脚腳',
  次: String.raw`\d首多每两兩一二三四五六七八九十百再屡屢初数數几幾层層档檔名依本此上下该該`,
};
/** 日本|月产, but not 5日|本月. */
const OF_JAPAN = String.raw`(?<!(?<![\d一二三四五六七八九十])日)(?=本)`;

/**
 * The words of a pattern, parted by `|`, each only where it begins: no character that makes another word of its first one
 * stands in front. Of words with several characters the first decides.
 */
export function beginning(words: string): string {
  const one = (word: string): string => {
    const closes = CLOSES[word[0] ?? ''];
    const free = closes === undefined ? word : `(?<![${closes}])${word}`;
    return word.startsWith('本') ? `${OF_JAPAN}${free}` : free;
  };
  return `(?:${words.split('|').map(one).join('|')})`;
}

/** Verbs of what is to be done by then; with what they are no part of: 前交通部长, 前会长, 前将军, 前要员 held an office. */
const DONE =
  '完|竣|交(?![通警易大])|提[交供出高升]|撤|搬|迁|遷|离[开境任]|離[開境任]|返|回[到国國]|拆|铺|鋪|缴|繳|付|支付|还清|還清|归还|歸還|偿还|償還|结[束清案]|結[束清案]|投[产入用票產]|通[车航車]|建[成好设設]|达[到成]|達[到成]|到[位期达達]|开[工放通]|開[工放通]|启用|啟用|修[复建好完復]|改造|整改|取[得消]|停[止产工用办產辦]|关[闭停]|關[閉停]|清[理退空零偿償]|上[报线報線]|报[送到名]|報[送到名]|申[报报請请]|出台|公[布佈]|发[布放出]|發[布放出]|实现|實現|办[理完妥好]|辦[理完妥好]|解[决除決]|落实|落實|恢复|恢復';
const DUE =
  '[须須应應需]|要(?![员員人塞])|[将將](?![军軍领領])|[会會](?![议議长長员員计計见見谈談])|必[须須将將]|务必|務必|不得|可[以能]|能(?![源])|全部|一律|基本|力争|力爭|争取|爭取|确保|確保|把';
const BEFORE = new RegExp(String.raw`^(?:之前|以前|前(?=$|[\s，。；：、！？）)」”》]|的|${DONE}|${DUE}))`, 'u');
const OVER = /^[^，。；！？]{0,8}(?:已|曾|了(?![解结結]))/u;

/**
 * Whether the words behind a date make it a limit that is still to come: 11月前完工, 11月之前. 11月前往北京, 11月前总经理 and
 * 11月前三周 are something else, and 11月前已离职 is over.
 */
export function isLimit(after: string): boolean {
  return BEFORE.test(after) && !OVER.test(after.replace(/^(?:之|以)?前[，、]?/u, ''));
}
