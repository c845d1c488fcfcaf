export const chinese = {
  'The package holds: {title} ({id}).': '此包核查无误：{title}（{id}）。',
  'The package does not hold.': '此包核查不符。',
  'Faults: {faults}, in {files} files, {bytes} bytes': '不符之处：{faults}；共 {files} 个文件，{bytes} 字节',
  'and {more} more': '另有 {more} 处',
  'Do not rely on it. A copy can be damaged on its way: take another one, from where it was published first.':
    '不要依据此包。副本可能在传送中受损：请从最初发布之处另取一份。',
  'What was checked': '核查了什么',
  'What that proves': '这证明什么',
  'What it does not prove': '这不证明什么',
  '{files} files, {bytes} bytes: each is what two lists say (SHA-256, SHA-512), and there is nothing else.':
    '{files} 个文件，{bytes} 字节：每个都与两份清单（SHA-256、SHA-512）相符，此外没有别的文件。',
  '{files} files, {bytes} bytes: each is what two lists say (SHA-256, SHA-512).':
    '{files} 个文件，{bytes} 字节：每个都与两份清单（SHA-256、SHA-512）相符。',
  'Files that no list names cannot be seen from a web server: choose the folder to look for them.':
    '从网络服务器看不到清单之外的文件：要查找这些文件，请选择文件夹。',
  'The list, and so every file, is signed with a key that you gave: {key}':
    '清单，也就是每个文件，由您给出的密钥签署：{key}',
  'The list, and so every file, is signed with this key: {key}': '清单，也就是每个文件，由此密钥签署：{key}',
  '{pageFiles} page pictures and texts are each named by an act in the log {log}, under a signed checkpoint over {size} acts.':
    '{pageFiles} 份页面图片和文本，每一份都由账册 {log} 中的一条记录指明，并在涵盖 {size} 条记录的已签署检查点之下。',
  'Documents: {documents}. Pages: {pages}. Claims: {claims}. Every quotation stands in the published text where the claim says.':
    '文件：{documents}。页：{pages}。说法：{claims}。每处引文都在已发布文本的所示位置。',
  'No time stamp: when it was there, only those who signed say.': '没有时间戳：何时已有这些内容，只凭签署者的说法。',
  'Opened for you: entry {entry} says {fields} {of}': '为您公开：第 {entry} 条记录写有 {fields} {of}',
  'Whoever has the key gave out these files, these and no others.': '密钥持有者发布的就是这些文件，不多不少。',
  'The pictures and texts of the pages were in their log when its checkpoint was signed, at the latest at the time of a stamp that holds.':
    '页面的图片和文本在检查点签署时已在其账册中，最迟不晚于有效时间戳的时间。',
  'That what the papers say is true, or that they are genuine.': '文件所说属实，或者文件是真的。',
  'That the log has nothing else.': '账册中没有别的内容。',
  'Who holds the key that you gave.': '您给出的密钥由谁持有。',
  'Whose key it is. Ask whoever published it, or compare another publication of theirs.':
    '密钥是谁的。请询问发布者，或与其另一份发布比对。',
  'What checks came with what is checked. Whoever doubts it takes verify.mjs from elsewhere, or follows docs/formats/package.md.':
    '核查程序与被核查的内容来自同一个包。如有怀疑，请从别处取得 verify.mjs，或按 docs/formats/package.md 核查。',
  'Stamp {n}, {kind}: does not hold ({why}).': '第 {n} 个时间戳，{kind}：无效（{why}）。',
  'Stamp {n}, {kind}: {time}, by {authority}. Whose key that is, is to be known from elsewhere.':
    '第 {n} 个时间戳，{kind}：{time}，{authority}。密钥是谁的，须从别处得知。',
  'Stamp {n}, {kind}: {time}, by {authority}. Its signature cannot be checked here: use verify.mjs.':
    '第 {n} 个时间戳，{kind}：{time}，{authority}。此处无法核查其签名：请用 verify.mjs。',
  'Stamp {n}, {kind}: {time}, by {authority}, an authority that you trust.':
    '第 {n} 个时间戳，{kind}：{time}，{authority}，是您信任的机构。',
  'Stamp {n}, {kind}: {time}, by {authority}, signed as it should be. Not checked: that this is an authority (give its certificate, from elsewhere), and that it was not revoked.':
    '第 {n} 个时间戳，{kind}：{time}，{authority}，签名无误。未核查：它是否确为该机构（请从别处取得其证书并给出），以及证书是否已被吊销。',
  'Stamp {n}, {kind}: promised by a calendar, not yet in a block: it proves nothing yet.':
    '第 {n} 个时间戳，{kind}：由日历服务承诺，尚未写入区块：还不能证明什么。',
  'Stamp {n}, {kind}: leads to Bitcoin block {height}. Compare, in any copy of the chain, its Merkle root: {merkleRoot}':
    '第 {n} 个时间戳，{kind}：通向比特币区块 {height}。请在任一链副本中比对其 Merkle 根：{merkleRoot}',
  'Stamp {n}, {kind}: {mined}, the time of Bitcoin block {height}, by the header that you gave.':
    '第 {n} 个时间戳，{kind}：{mined}，即比特币区块 {height} 的时间，依据您给出的区块头。',

  'a manifest that ends in half a line': '清单的最后一行不完整',
  'a line that is none of a manifest, or not in order': '清单中有一行格式不对，或次序不对',
  'a file that {list} cannot list': '{list} 不能列出的文件',
  'listed in {list} and not there': '{list} 列有此文件，但它不在',
  'not the file that {list} lists': '与 {list} 所列的文件不同',
  'there, and not listed in {list}': '有此文件，但 {list} 没有列出',
  'a file that does not belong to the package': '不属于此包的文件',
  'an empty folder that does not belong to the package': '不属于此包的空文件夹',
  'a folder that cannot be read': '无法读取的文件夹',
  'no plain file: a link, or a device': '不是普通文件：是链接或设备',
  'cannot be read': '无法读取',
  'not the declaration of a BagIt 1.0 bag': '不是 BagIt 1.0 的声明',
  'not there, or not to be read': '不在，或无法读取',
  'not JSON': '不是 JSON',
  'says something else than publication.json, which is signed': '与已签署的 publication.json 所说不同',
  'says what its entry does not have': '说了该条记录没有的内容',
  'is not in the log of this checkpoint': '不在此检查点的账册中',
  'not an entry of a log, or there twice': '不是账册的记录，或出现了两次',
  'no proof of version 1': '不是第 1 版的证明',
  'not a checkpoint, or not keys': '不是检查点，或不是密钥',
  'not signed by a key of its log, or changed': '没有由账册的密钥签署，或已被改动',
  'no signature of a package': '不是包的签名',
  'made for another log than that of the proof': '签名针对的账册与证明的账册不同',
  'signs another list of files: something was changed after it was signed':
    '签署的是另一份文件清单：签署之后有内容被改动',
  'does not hold, or is by a key that is none of the log': '签名无效，或所用密钥不属于该账册',
  'signed with a key that no entry of the log adds': '签名所用的密钥没有任何账册记录添加过',
  'not signed with a key that you gave': '不是用您给出的密钥签署的',
  'opens an entry that the package does not have': '公开了此包没有的记录',
  'changes while it is read': '读取期间发生变化',
  'it cannot be understood': '无法理解',
  'the authority has refused the request': '时间戳机构拒绝了请求',
  'it is not of this checkpoint': '它标注的不是这个检查点',
  'its signature does not hold': '其签名不成立',
  'it does not name whose certificate signed it': '未写明由谁的证书签名',
  'the certificate that signed it is not for time stamps alone': '签名所用的证书并非专用于时间戳',
  'its certificates do not lead from one to the next': '其证书未能逐级相连',
  'the header that you gave does not have it': '您给出的区块头中没有它',
  'a stamp that does not hold: {why}': '无效的时间戳：{why}',
  'no time stamp of its kind': '不是该种类的时间戳',
  'not a publication of Touchstone': '不是 Touchstone 的发布',
  'of version {version}, this verifier knows version 1: take a newer one':
    '版本为 {version}，此核查程序只认识第 1 版：请用更新的程序',
  'does not say what a publication says': '缺少发布应有的内容',
  'a page file under another name than its own': '页面文件的名称不是它自己的名称',
  'a page file that publication.json names': 'publication.json 所指的页面文件',
  'not the file that publication.json names': '不是 publication.json 所指的文件',
  'no entry {entry} in the proof speaks of it': '证明中没有第 {entry} 条记录说到它',
  'entry {entry} of the log is about another file': '账册第 {entry} 条记录说的是另一个文件',
  'an original that publication.json names': 'publication.json 所指的原件',
  'an original under another name than its own': '原件的名称不是它自己的名称',
  'the log does not say that this is what was received': '账册没有说收到的就是这个文件',
  'pages out of order, or twice': '页次不对，或有重复',
  'the text of another page': '是另一页的文本',
  'its id is not that of its pages, in their order': '编号与其各页及次序不符',
  'the log does not say that its original was received on that day': '账册没有说其原件在那一天收到',
  'cites words that do not stand there': '引用了那里没有的文字',
  'a statement of an origin that is not listed': '陈述的来源没有列出',
  'a conflict with a statement that is not listed': '与没有列出的陈述相冲突',
  'its id is not that of its citations': '编号与其引文不符',
  'its id is not that of what it tells': '编号与其内容不符',
  'a document twice': '同一文件出现两次',
  'a page file that publication.json does not name': 'publication.json 没有提到的页面文件',
  'no ZIP archive, one that breaks off, or one with something behind its end':
    '不是 ZIP 压缩包，或不完整，或结尾之后还有内容',
  'not as Touchstone makes its archives': '与 Touchstone 所制的压缩包不同',
  'a name that no file of a package has': '包中的文件没有这样的名称',
  'compressed: unpack it, and check its folder': '已压缩：请解开后核查其文件夹',
  'twice, not in order, or not in the folder of the first': '出现两次、次序不对，或与第一个不在同一文件夹',
  'its header says something else than the directory of the archive': '其文件头与压缩包目录所说不同',
  'its checksum in the archive is not that of its bytes': '压缩包中的校验和与其字节不符',
  'not of the day of its package': '日期与包的日期不同',

  'Check this package': '核查此包',
  'Choose its folder': '选择文件夹',
  'Check its archive (zip) here': '核查此处的压缩包（zip）',
  'There is no {name} beside the folder of the package.': '此包的文件夹旁边没有 {name}。',
  'This is of the archive. The pages that you read here may be others.':
    '以上针对压缩包。您在此处阅读的页面可能与之不同。',
  'Choose its archive (zip)': '选择其压缩包（zip）',
  'Or drop it here: the folder with bagit.txt in it, or the archive.':
    '或拖到这里：含有 bagit.txt 的文件夹，或压缩包。',
  Stop: '停止',
  'Stopped.': '已停止。',
  'Reading {files} of {of} files, {megabytes} MB': '正在读取第 {files} 个文件，共 {of} 个，{megabytes} MB',
  'Everything is read on this computer. Nothing is sent.': '一切都在这台计算机上读取，不发送任何内容。',
  'From a folder, a page may not read other files by itself: choose the folder of the package.':
    '从文件夹打开时，网页不能自行读取其他文件：请选择此包的文件夹。',
  'There is no bagit.txt in that folder, or in more than one: choose the folder of one package.':
    '该文件夹中没有 bagit.txt，或不止一个：请选择单个包的文件夹。',
  'The package is not here as a whole: bagit.txt is missing beside the folder of its pages.':
    '此处的包不完整：网页文件夹旁边缺少 bagit.txt。',
  'The check broke off: {why}': '核查中断：{why}',
  'Empty folders and links cannot be seen here; verify.mjs finds them.':
    '此处看不到空文件夹和链接；verify.mjs 能发现。',
  'What you know from elsewhere': '您从别处得知的',
  'Key of whoever published it': '发布者的密钥',
  'Certificates (PEM), block headers, opened fields': '证书（PEM）、区块头、公开的字段',
  'This file could not be understood: {name}': '无法理解此文件：{name}',
  'Reading took {seconds} s.': '读取用时 {seconds} 秒。',
};
