/** Problems of taking in, reading, claims and publishing: the English sentence, and how it is said here. */
export const workProblems: Readonly<Record<string, string>> = {
  'The case has no such {what}.': '案卷中没有此项（{what}）。',
  'The documents may have been read again since: look at the claim once more.':
    '文件此后可能已重新读取：请再看一遍这条说法。',
  'There is a statement of that kind at that place already.': '该处已有一条同类陈述。',
  'Correct that one.': '请更正那一条。',
  'Nothing would be left in the claim.': '这条说法将空无一物。',
  'Choose some of its statements, not all.': '请选择其中部分陈述，而非全部。',
  'The statements are in that claim already.': '这些陈述已在该说法中。',
  'Choose another claim.': '请另选一条说法。',
  'These are one claim already.': '它们已是同一条说法。',
  'A statement is not in conflict with itself.': '陈述不会与自身矛盾。',
  'Name two statements.': '请指明两条陈述。',
  'That is no other document.': '那不是另一份文件。',
  'Name it by its SHA-256.': '请用其 SHA-256 指明。',
  'That decision was withdrawn already.': '该决定已被撤回。',
  'There is nothing left to do.': '无需再做什么。',
  'There are no words at that place of the document.': '文件的该处没有文字。',
  'Select the words in the document and try again.': '请在文件中选取文字再试。',
  'These are more words than a statement can be.': '选取的文字太多，放不进一条陈述。',
  'Select at most {n} characters in the document.': '请在文件中至多选取 {n} 个字符。',
  'This is no decision: {field} is missing or not what it has to be.': '这不是有效的决定：{field} 缺失或不合要求。',
  'docs/formats/ledger.md lists what each kind of decision says.': 'docs/formats/ledger.md 列出每种决定的内容。',
  'That is no date.': '这不是日期。',
  'Write it as 2017, 2017-06 or 2017-06-24.': '请写作 2017、2017-06 或 2017-06-24。',
  'The value makes no sense as a {kind}.': '该值作为 {kind} 没有意义。',
  'Give a number or an interval with its unit: "141 people", ">140 people", "<=80 km", "133..147 people".':
    '请给出带单位的数字或区间："141 people"、">140 people"、"<=80 km"、"133..147 people"。',
  'Give a day, month or year, or two of them: 2010-05-05, 2010-05, 2010-05-05/2010-05-07, 2010-05-05T14:30.':
    '请给出日、月或年，或其中两个：2010-05-05、2010-05、2010-05-05/2010-05-07、2010-05-05T14:30。',
  'Give the words without their marks.': '请给出不带引号的原话。',
  'Give the polarity and what it is about: "negative: the police account".':
    '请给出态度及其对象："negative: the police account"。',
  'The case has no such claim.': '案卷中没有这条说法。',
  'Choose one from the list of claims.': '请从说法列表中选择。',
  'The case has no such source.': '案卷中没有这个来源。',
  'Choose one from the list of sources.': '请从来源列表中选择。',
  'The case knows no such source.': '案卷中没有这个来源。',
  'Look for it in the list of sources.': '请在来源列表中查找。',
  'Nothing like this can be decided.': '此类事项无法作出决定。',
  'Nothing says what is to be decided about.': '没有说明要对什么作出决定。',
  'Open a claim and decide from there.': '请打开一条说法，从那里作出决定。',
  'These are not names that can stand for one another.': '这些名称不能互相替代。',
  'Give 2 to {n} names that differ in more than capitals and accents, each of {m} characters at most.':
    '请给出 2 至 {n} 个名称，其差别不止于大小写和变音符号，每个不超过 {m} 个字符。',
  'The case has no such alias.': '案卷中没有这个别名。',
  'List them: `touchstone alias CASE`.': '列出别名：`touchstone alias CASE`。',
  'A bag is not what it says of itself. Nothing was taken in.': '一个 BagIt 包与其自身声明不符。未收存任何内容。',
  'Ask for the bag again, or take in what there is with --as-it-is: that is signed for too.':
    '请另要一份，或用 --as-it-is 照现状收存：这也会签署记录。',
  'One of the paths to take in does not exist.': '要收存的路径中有一个不存在。',
  'Check the path and give it again. Nothing was taken in.': '请检查路径后重新给出。未收存任何内容。',
  'One of the paths to take in cannot be opened.': '要收存的路径中有一个无法打开。',
  'Check its permissions. Nothing was taken in.': '请检查其权限。未收存任何内容。',
  'The folder that is being taken in is gone: its disk is no longer there.': '正在收存的文件夹不见了：其磁盘已不在。',
  'Connect the disk again, or put the folder back, and run the same command: it goes on where it stopped.':
    '请重新连接磁盘或放回文件夹，再运行同一命令：它会从停下之处继续。',
  'No ledger entry says where a document of the profile came from.': '账册中没有条目说明发布配置中某份文件的来历。',
  'The profile names a claim that the case does not have.': '发布配置中有一条案卷没有的说法。',
  '`touchstone claims CASE --json` lists the claims with their ids.':
    '`touchstone claims CASE --json` 列出各说法及其编号。',
  'There is something at the place where the package is to be.': '要放置发布包的地方已有内容。',
  'Name a folder that does not exist yet, in one that does. Nothing was changed.':
    '请在已有的文件夹中指定一个尚不存在的文件夹。未作任何更改。',
  'The package cannot lie in the folder of the case.': '发布包不能放在案卷的文件夹里。',
  'The package cannot be written there.': '发布包无法写到那里。',
  'Name a folder that does not exist yet, in one that you may write to.':
    '请在可以写入的文件夹中指定一个尚不存在的文件夹。',
  'Free some room and publish again. Nothing stands under the name of the package.':
    '请腾出空间后重新发布。该发布包的名称下没有任何内容。',
  'The profile cannot be used: {why}.': '发布配置不能使用：{why}。',
  'docs/formats/package.md describes a profile, field by field.': 'docs/formats/package.md 逐项说明发布配置。',
  'The profile names a document that the case does not have, or could not read: documents.{index}.':
    '发布配置中有一份案卷没有或无法读取的文件：documents.{index}。',
  '`touchstone status CASE --json` lists the documents, with how each was read.':
    '`touchstone status CASE --json` 列出各文件及其读取情况。',
  'The case was opened without a signing identity, so nothing can be published.':
    '案卷是在没有签署身份的情况下打开的，因此不能发布。',
  'Publish as a person who signs: see `touchstone doctor`.': '请以签署人的身份发布：参见 `touchstone doctor`。',
  'The package holds what must not be published.': '发布包中有不得发布的内容。',
  'Leave out what the checks name, or confirm what originals carry, then publish again.':
    '请去掉检查所指出的内容，或确认原件所含内容，然后重新发布。',
  'The profile names a document {what}: documents.{index}.':
    '发布配置中的文件没有所列的页：documents.{index}（{what}）。',
  'Its pages count from 1: `touchstone show` tells how many there are.':
    '页码从 1 起：`touchstone show` 显示共有多少页。',
  'The key of whoever publishes is not in the ledger of the case.': '发布者的密钥不在本案卷的账册中。',
  'Publish as someone who has signed in this case, or take something in first.':
    '请以在本案卷中签署过的人发布，或先收存一些内容。',
  'The picture of a page could not be cut into tiles.': '无法将页面图片切成图块。',
  'Publish again; where it fails again, leave `url` out of the profile: tiles are made only with it.':
    '请重新发布；若再次失败，请从发布配置中去掉 `url`：只有填写它时才制作图块。',
  'This page could not be drawn.': '无法绘制此页。',
  'Read its text, or download the original and open it on a computer that holds nothing else.':
    '请阅读其文字，或下载原件，在没有其他资料的电脑上打开。',
  'LibreOffice is not installed here, or cannot be cut off from the network.':
    '这里未安装 LibreOffice，或无法将其与网络隔断。',
  '`touchstone doctor` says how to install it, and what bubblewrap is needed for.':
    '`touchstone doctor` 说明如何安装，以及为何需要 bubblewrap。',
  'LibreOffice made no pages of this file.': 'LibreOffice 未能将此文件排成页面。',
  'Spreadsheets and slides need its parts Calc and Impress; `touchstone doctor` names a package that has all.':
    '表格和幻灯片需要其 Calc 和 Impress 组件；`touchstone doctor` 会指出齐全的软件包。',
  'The case holds no such document, or its pages cannot be laid out.': '案卷中没有这份文件，或其页面无法排版。',
  'Office files that were read can be: text documents, spreadsheets and slides.':
    '已读取的办公文件可以：文字文档、表格和幻灯片。',
  'The pages of this file could not be laid out.': '此文件的页面无法排版。',
  'Between one and {n} passwords are tried at once.': '一次可试 1 至 {n} 个密码。',
  'Give one on each line, without empty lines.': '请每行一个，不留空行。',
  'Give a SHA-256, the first 8 digits of one, or a path as `touchstone status --json` shows it.':
    '请给出 SHA-256、其前 8 位，或 `touchstone status --json` 所示的路径。',
  'The password does not open it.': '此密码打不开。',
  'None of the {n} passwords opens it.': '{n} 个密码都打不开。',
  'Mind capitals and spaces at the ends. Several candidates can be tried at once, one on each line.':
    '请注意大小写和首尾空格。可一次试多个，每行一个。',
  'This kind of file cannot be unlocked here, or is not locked.': '此类文件无法在这里解锁，或并未锁定。',
  'Zip, 7z and rar archives, PDF, OpenDocument and Office files since 1997 can. Unlock a copy elsewhere and take that in as well.':
    '可解锁 zip、7z、rar 压缩包，PDF，OpenDocument 和 1997 年以来的 Office 文件。请在别处解锁副本，再一并收存。',
  'The file could not be unlocked.': '文件未能解锁。',
  'Unlock a copy with the program that made it, and take that in as well.': '请用制作它的程序解锁副本，再一并收存。',
  'There is no entry {seq}.': '没有第 {seq} 条。',
  'Entry {seq} has no such field.': '第 {seq} 条没有这个字段。',
  'The checkpoint over these entries is damaged.': '涵盖这些条目的检查点已损坏。',
  '`touchstone custody CASE SHA256` lists the entries and their fields.':
    '`touchstone custody CASE SHA256` 列出各条目及其字段。',
  'The case has no checkpoint that could be dated.': '案卷没有可标注时间的检查点。',
  'Take something in first: a checkpoint is signed after it.': '请先收存一些内容：之后会签署检查点。',
  'This dates no checkpoint of the case: it is no answer, no proof and no checkpoint, or a damaged one.':
    '这不能为本案卷的任何检查点标注时间：它既不是答复，也不是证明或检查点，或者已损坏。',
  'This dates no checkpoint of the case: the authority has refused the request.':
    '这不能为本案卷的任何检查点标注时间：时间戳机构拒绝了请求。',
  'This dates no checkpoint of the case: it dates something else.':
    '这不能为本案卷的任何检查点标注时间：它标注的是别的内容。',
  'This dates no checkpoint of the case: it answers another request.':
    '这不能为本案卷的任何检查点标注时间：它答复的是另一个请求。',
  'This dates no checkpoint of the case: its signature does not hold.':
    '这不能为本案卷的任何检查点标注时间：其签名不成立。',
  'This dates no checkpoint of the case: it does not name whose certificate signed it.':
    '这不能为本案卷的任何检查点标注时间：未写明由谁的证书签名。',
  'This dates no checkpoint of the case: the certificate that signed it is not for time stamps alone.':
    '这不能为本案卷的任何检查点标注时间：签名所用的证书并非专用于时间戳。',
  'This dates no checkpoint of the case: its certificates do not lead from one to the next.':
    '这不能为本案卷的任何检查点标注时间：其证书未能逐级相连。',
  'This dates no checkpoint of the case: it uses a hash that is no longer safe.':
    '这不能为本案卷的任何检查点标注时间：使用了已不安全的散列算法。',
  'This dates no checkpoint of the case: no request of this case is waiting for it.':
    '这不能为本案卷的任何检查点标注时间：本案卷没有请求在等待它。',
  'This dates no checkpoint of the case: it is no checkpoint of this case.':
    '这不能为本案卷的任何检查点标注时间：它不是本案卷的检查点。',
  'This dates no checkpoint of the case: nobody whose key was given has cosigned it.':
    '这不能为本案卷的任何检查点标注时间：所给密钥的持有者均未会签。',
  'The file of certificates has none, or one that cannot be understood.': '证书文件中没有证书，或其中有无法理解的。',
  'Give the certificates of the authority as PEM, or one as DER.': '请给出 PEM 格式的机构证书，或一份 DER 格式的证书。',
  'The file of block headers has a line that is none.': '区块头文件中有一行不是区块头。',
  'Each line is a height, a space, and the 80 bytes of the header in hex: `bitcoin-cli getblockheader HASH false`.':
    '每行为高度、一个空格和区块头 80 字节的十六进制：`bitcoin-cli getblockheader HASH false`。',
  'No file was chosen to check the dates with.': '没有选择用来核查日期的文件。',
  'Choose certificates that you trust, or block headers of a node that you trust.':
    '请选择您信任的证书，或来自您信任的节点的区块头。',
  'The case was opened without a signing identity, so nothing can be kept with it.':
    '案卷是在没有签署身份的情况下打开的，因此不能保存任何内容。',
  'Bring the answer as a person who signs: see `touchstone doctor`.':
    '请以签署人的身份带来答复：参见 `touchstone doctor`。',
  'Make a request with `touchstone stamp CASE --request DIR`, and bring the answer to that one.':
    '请用 `touchstone stamp CASE --request DIR` 生成请求，并带回对该请求的答复。',
  'A claim holds statements of one kind.': '一条说法只包含一类陈述。',
  'Choose figures, quotations, dates or stances that belong together.': '请选择相互关联的数字、引语、日期或态度。',
  'The words of the quotation are not those at its place.': '引语的文字与其所在位置的文字不符。',
  'A quotation stands as it is written in the document.': '引语须与文件中的写法一致。',
  'No checkpoint covers these entries yet.': '还没有检查点涵盖这些条目。',
  'Sign one: `touchstone add` does, or `touchstone stamp --request`.':
    '请签署一个：`touchstone add` 或 `touchstone stamp --request` 会签署。',
  'No answer was chosen, or it is longer than any answer is.': '没有选择回执，或者它比任何回执都长。',
  'Choose the file that the authority, the calendar or the cosigner gave.':
    '请选择机构、日历服务器或会签者给出的文件。',
  'Something broke while the package was prepared.': '准备数据包时出了故障。',
  'The log has it whole. Prepare it again; if it breaks again, leave out what was added last.':
    '日志有完整记录。请重新准备；若再次出错，请去掉最后加入的内容。',
  'A publication of this case is being prepared already.': '此案已有一项发布正在准备。',
  'Wait until it is ready, or stop it.': '请等它完成，或将其停止。',
  'What was to be published is no longer what is prepared.': '要发布的内容与准备好的不再相同。',
  'Prepare it again, and look at it once more.': '请重新准备，并再看一遍。',
  'Nobody has said that it was looked at.': '没有人表明已经查看过。',
  'Look at every picture, tick that you did, and sign again. Nothing was published.':
    '请查看每张图像，勾选后再签署。什么都没有发布。',
  'The profile names a document twice: documents.{a} and documents.{b}.':
    '发布配置两次列出同一文件：documents.{a} 和 documents.{b}。',
  'Name it once, with all of its pages and one title.': '请只列一次，写上全部页码和一个标题。',
  'A field of the profile is too long: {field}.': '发布配置中有一项过长：{field}。',
  'Shorten it to {n} characters.': '请缩短到 {n} 个字符以内。',
  'A field of the profile is empty: {field}.': '发布配置中有一项是空的：{field}。',
  'Fill it in, or leave it out where it can be left out.': '请填写；可以省略的项可以去掉。',
  'A field of the profile has signs that nobody sees: {field}.': '发布配置中有一项含有看不见的符号：{field}。',
  'Type it anew: controls, and marks that turn the direction of writing, do not belong there.':
    '请重新输入：控制符和改变书写方向的标记不应出现在那里。',
  'A field of the profile cannot be understood: {field}.': '发布配置中有一项无法理解：{field}。',
  'Give an http or https address that ends in a stroke and has nothing behind it.':
    '请给出以斜线结尾、其后没有任何内容的 http 或 https 网址。',
  'Write the day as in 2024-05-31.': '日期请写成 2024-05-31 这样。',
  'There is no document to publish.': '没有可发布的文件。',
  'Choose at least one document that was read and has a text or pages.': '请至少选择一份已读取、有文字或页面的文件。',
  'Two documents come out the same, page for page, and are to be told differently.':
    '有两份文件逐页相同，却要以不同方式列出。',
  'Give both the same title or one of them none, and publish the original file of one at most.':
    '请给两者同样的标题，或让其中一份没有标题，并且至多发布其中一份的原始文件。',
  'The draft was changed on another page since this one was opened.': '此页打开之后，草稿已在另一页上更改。',
  'Look at what stands here and keep it again. Words to be withheld are those of both pages.':
    '请查看此处的内容，然后再次保存。须隐去的词为两页之和。',
  'The case has no such claim any more.': '案卷中已没有这条说法。',
  'Look at the list again: what documents say was lined up anew since. Nothing was changed.':
    '请重新查看列表：文件所述此后已重新对照。未作任何更改。',
  'The folder of the case has no package of that publication.': '案卷的文件夹中没有该发布的发布包。',
  'Publish the same again, or look where it was written. The ledger keeps that it was given out.':
    '请重新发布同样的内容，或查看它写到了何处。账册保留了它已发布的事实。',
  'The package in the folder of the case is no longer what was given out.':
    '案卷文件夹中的发布包已不是当时发布的内容。',
  'Check it to see what is another, and publish the same again: it comes out the same.':
    '请核查以查看何处不同，并重新发布同样的内容：结果相同。',
  'Another publication of this case is being checked.': '正在核查本案卷的另一次发布。',
  'Wait until that is done, and ask again.': '请等它完成后再试。',
  'Something broke while the package was checked.': '核查发布包时出现故障。',
  'The log has it whole. `touchstone check FOLDER` checks the same from the command line.':
    '日志中有完整记录。`touchstone check FOLDER` 可从命令行作同样的核查。',
  'A published package signs for a text that is no text of a page.': '一个已发布的数据包所签署的文本不是页面文本。',
  'Its files are in the case. Read the one that you need by itself, and ask who published it.':
    '其文件已在案卷中。请单独读取需要的那一个，并询问发布者。',
  'There is no such draft in this case.': '此案没有这样的草稿。',
  'Choose one from the list: it may have been thrown away.': '请从列表中选择：它可能已被丢弃。',
  'A published package does not hold. Nothing was taken in.': '一个已发布的数据包不成立。什么都没有接收。',
  '`touchstone check` names what is wrong. Take it in with --as-it-is all the same: that is signed for too.':
    '`touchstone check` 会指出哪里不对。仍要接收请用 --as-it-is：这一点也会签署。',
  'This package was written by a newer version of Touchstone.': '本数据包由更新版本的 Touchstone 写成。',
  'Install the newer version. `touchstone add` with --as-it-is takes it in as the files that it is.':
    '请安装该更新版本。`touchstone add` 加 --as-it-is 会将其作为普通文件接收。',
};
