/** Problems of taking in, reading, claims and publishing: the English sentence, and how it is said here. */
export const workProblems: Readonly<Record<string, string>> = {
  'The case has no such {what}.': 'دېلودا بۇنداق نەرسە يوق ({what}).',
  'The documents may have been read again since: look at the claim once more.':
    'ھۆججەتلەر شۇنىڭدىن كېيىن قايتا ئوقۇلغان بولۇشى مۇمكىن: ئىشقا يەنە بىر قاراڭ.',
  'There is a statement of that kind at that place already.': 'ئۇ يەردە ئاللىقاچان شۇ تۈردىكى بايان بار.',
  'Correct that one.': 'شۇنى تۈزىتىڭ.',
  'Nothing would be left in the claim.': 'ئىشتا ھېچنېمە قالمايدۇ.',
  'Choose some of its statements, not all.': 'بايانلىرىنىڭ ھەممىسىنى ئەمەس، بىر قىسمىنى تاللاڭ.',
  'The statements are in that claim already.': 'بايانلار ئاللىقاچان شۇ ئىشتا.',
  'Choose another claim.': 'باشقا ئىشنى تاللاڭ.',
  'These are one claim already.': 'بۇلار ئاللىقاچان بىر ئىش.',
  'A statement is not in conflict with itself.': 'بايان ئۆزىگە زىت كەلمەيدۇ.',
  'Name two statements.': 'ئىككى باياننى كۆرسىتىڭ.',
  'That is no other document.': 'ئۇ باشقا ھۆججەت ئەمەس.',
  'Name it by its SHA-256.': 'ئۇنى SHA-256 بىلەن كۆرسىتىڭ.',
  'That decision was withdrawn already.': 'ئۇ قارار ئاللىقاچان قايتۇرۇۋېلىنغان.',
  'There is nothing left to do.': 'قىلىدىغان ئىش قالمىدى.',
  'There are no words at that place of the document.': 'ھۆججەتنىڭ ئۇ يېرىدە سۆز يوق.',
  'Select the words in the document and try again.': 'ھۆججەتتىن سۆزلەرنى تاللاپ قايتا سىناڭ.',
  'These are more words than a statement can be.': 'تاللانغان سۆزلەر بىر بايانغا سىغمايدۇ.',
  'Select at most {n} characters in the document.': 'ھۆججەتتىن ئەڭ كۆپ بولغاندا {n} ھەرپ تاللاڭ.',
  'This is no decision: {field} is missing or not what it has to be.': 'بۇ قارار ئەمەس: {field} يوق ياكى توغرا ئەمەس.',
  'docs/formats/ledger.md lists what each kind of decision says.':
    'docs/formats/ledger.md دا ھەر تۈردىكى قارارنىڭ مەزمۇنى بار.',
  'That is no date.': 'بۇ چېسلا ئەمەس.',
  'Write it as 2017, 2017-06 or 2017-06-24.': '2017، 2017-06 ياكى 2017-06-24 دەپ يېزىڭ.',
  'The value makes no sense as a {kind}.': 'بۇ قىممەتنىڭ {kind} سۈپىتىدە مەنىسى يوق.',
  'Give a number or an interval with its unit: "141 people", ">140 people", "<=80 km", "133..147 people".':
    'ئۆلچەم بىرلىكى بىلەن سان ياكى ئارىلىق بېرىڭ: "141 people"، ">140 people"، "<=80 km"، "133..147 people".',
  'Give a day, month or year, or two of them: 2010-05-05, 2010-05, 2010-05-05/2010-05-07, 2010-05-05T14:30.':
    'كۈن، ئاي ياكى يىل ياكى ئىككىسىنى بېرىڭ: 2010-05-05، 2010-05، 2010-05-05/2010-05-07، 2010-05-05T14:30.',
  'Give the words without their marks.': 'سۆزلەرنى تىرناق بەلگىسىسىز بېرىڭ.',
  'Give the polarity and what it is about: "negative: the police account".':
    'مەيداننى ۋە نېمە توغرىلىق ئىكەنلىكىنى بېرىڭ: "negative: the police account".',
  'The case has no such claim.': 'دېلودا بۇنداق ئىش يوق.',
  'Choose one from the list of claims.': 'ئىشلار تىزىملىكىدىن بىرنى تاللاڭ.',
  'The case has no such source.': 'دېلودا بۇنداق مەنبە يوق.',
  'Choose one from the list of sources.': 'مەنبەلەر تىزىملىكىدىن بىرنى تاللاڭ.',
  'The case knows no such source.': 'دېلودا بۇنداق مەنبە يوق.',
  'Look for it in the list of sources.': 'ئۇنى مەنبەلەر تىزىملىكىدىن ئىزدەڭ.',
  'Nothing like this can be decided.': 'بۇنداق نەرسىنى قارار قىلغىلى بولمايدۇ.',
  'Nothing says what is to be decided about.': 'نېمە ھەققىدە قارار قىلىنىدىغانلىقى دېيىلمىگەن.',
  'Open a claim and decide from there.': 'بىر ئىشنى ئېچىپ، شۇ يەردىن قارار قىلىڭ.',
  'These are not names that can stand for one another.': 'بۇلار بىر-بىرىنىڭ ئورنىدا تۇرالايدىغان ئىسىملار ئەمەس.',
  'Give 2 to {n} names that differ in more than capitals and accents, each of {m} characters at most.':
    '2 دىن {n} گىچە ئىسىم بېرىڭ، پەرقى چوڭ-كىچىك ھەرپ ۋە ئۇرغۇدىن ئارتۇق بولسۇن، ھەر بىرى {m} ھەرپتىن ئاشمىسۇن.',
  'The case has no such alias.': 'دېلودا بۇنداق باشقا ئىسىم يوق.',
  'List them: `touchstone alias CASE`.': 'ئۇلارنى كۆرۈڭ: `touchstone alias CASE`.',
  'A bag is not what it says of itself. Nothing was taken in.':
    'بىر BagIt بوغچىسى ئۆزى ئېيتقاندەك ئەمەس. ھېچنېمە قوبۇل قىلىنمىدى.',
  'Ask for the bag again, or take in what there is with --as-it-is: that is signed for too.':
    'بوغچىنى قايتا سوراڭ ياكى بارىنى --as-it-is بىلەن قوبۇل قىلىڭ: بۇنىڭغىمۇ ئىمزا قويۇلىدۇ.',
  'One of the paths to take in does not exist.': 'قوبۇل قىلىنىدىغان يوللارنىڭ بىرى مەۋجۇت ئەمەس.',
  'Check the path and give it again. Nothing was taken in.': 'يولنى تەكشۈرۈپ قايتا بېرىڭ. ھېچنېمە قوبۇل قىلىنمىدى.',
  'One of the paths to take in cannot be opened.': 'قوبۇل قىلىنىدىغان يوللارنىڭ بىرىنى ئاچقىلى بولمايدۇ.',
  'Check its permissions. Nothing was taken in.': 'ھوقۇقلىرىنى تەكشۈرۈڭ. ھېچنېمە قوبۇل قىلىنمىدى.',
  'The folder that is being taken in is gone: its disk is no longer there.':
    'قوبۇل قىلىنىۋاتقان قىسقۇچ يوقالدى: ئۇنىڭ دىسكىسى ئەمدى يوق.',
  'Connect the disk again, or put the folder back, and run the same command: it goes on where it stopped.':
    'دىسكىنى قايتا ئۇلاڭ ياكى قىسقۇچنى ئورنىغا قويۇپ، شۇ بۇيرۇقنى ئىجرا قىلىڭ: توختىغان يېرىدىن داۋاملىشىدۇ.',
  'No ledger entry says where a document of the profile came from.':
    'خاتىرە دەپتىرىدە نەشر تەڭشىكىدىكى بىر ھۆججەتنىڭ نەدىن كەلگەنلىكى يېزىلمىغان.',
  'The profile names a claim that the case does not have.': 'نەشر تەڭشىكىدە دېلودا يوق ئىش كۆرسىتىلگەن.',
  '`touchstone claims CASE --json` lists the claims with their ids.':
    '`touchstone claims CASE --json` ئىشلارنى نومۇرلىرى بىلەن كۆرسىتىدۇ.',
  'There is something at the place where the package is to be.': 'بوغچا قويۇلىدىغان يەردە بىر نەرسە بار.',
  'Name a folder that does not exist yet, in one that does. Nothing was changed.':
    'بار قىسقۇچنىڭ ئىچىدە تېخى يوق قىسقۇچنى كۆرسىتىڭ. ھېچنېمە ئۆزگەرتىلمىدى.',
  'The package cannot lie in the folder of the case.': 'بوغچىنى دېلونىڭ قىسقۇچىغا قويغىلى بولمايدۇ.',
  'The package cannot be written there.': 'بوغچىنى ئۇ يەرگە يازغىلى بولمايدۇ.',
  'Name a folder that does not exist yet, in one that you may write to.':
    'يازالايدىغان قىسقۇچنىڭ ئىچىدە تېخى يوق قىسقۇچنى كۆرسىتىڭ.',
  'Free some room and publish again. Nothing stands under the name of the package.':
    'ئورۇن بوشىتىپ قايتا نەشر قىلىڭ. بوغچىنىڭ ئىسمىدا ھېچنېمە يوق.',
  'The profile cannot be used: {why}.': 'نەشر تەڭشىكىنى ئىشلەتكىلى بولمايدۇ: {why}.',
  'docs/formats/package.md describes a profile, field by field.':
    'docs/formats/package.md دا نەشر تەڭشىكى بىر-بىرلەپ چۈشەندۈرۈلگەن.',
  'The profile names a document that the case does not have, or could not read: documents.{index}.':
    'نەشر تەڭشىكىدە دېلودا يوق ياكى ئوقۇلمىغان ھۆججەت كۆرسىتىلگەن: documents.{index}.',
  '`touchstone status CASE --json` lists the documents, with how each was read.':
    '`touchstone status CASE --json` ھۆججەتلەرنى قانداق ئوقۇلغانلىقى بىلەن كۆرسىتىدۇ.',
  'The case was opened without a signing identity, so nothing can be published.':
    'دېلو ئىمزا كىملىكىسىز ئېچىلغان، شۇڭا ھېچنېمە نەشر قىلغىلى بولمايدۇ.',
  'Publish as a person who signs: see `touchstone doctor`.':
    'ئىمزا قويىدىغان كىشى سۈپىتىدە نەشر قىلىڭ: `touchstone doctor` غا قاراڭ.',
  'The package holds what must not be published.': 'بوغچىدا نەشر قىلىشقا بولمايدىغان نەرسە بار.',
  'Leave out what the checks name, or confirm what originals carry, then publish again.':
    'تەكشۈرۈش كۆرسەتكەننى چىقىرىۋېتىڭ ياكى ئەسلى نۇسخىلاردا بارىنى جەزملەڭ، ئاندىن قايتا نەشر قىلىڭ.',
  'The profile names a document {what}: documents.{index}.':
    'نەشر تەڭشىكىدىكى ھۆججەتتە كۆرسىتىلگەن بەت يوق: documents.{index} ({what}).',
  'Its pages count from 1: `touchstone show` tells how many there are.':
    'بەتلەر 1 دىن سانىلىدۇ: `touchstone show` قانچە بەت بارلىقىنى كۆرسىتىدۇ.',
  'The key of whoever publishes is not in the ledger of the case.':
    'نەشر قىلغۇچىنىڭ ئاچقۇچى دېلونىڭ خاتىرە دەپتىرىدە يوق.',
  'Publish as someone who has signed in this case, or take something in first.':
    'بۇ دېلودا ئىمزا قويغان كىشى سۈپىتىدە نەشر قىلىڭ ياكى ئاۋۋال بىر نەرسە قوبۇل قىلىڭ.',
  'The picture of a page could not be cut into tiles.': 'بەت رەسىمىنى پارچىلارغا بۆلگىلى بولمىدى.',
  'Publish again; where it fails again, leave `url` out of the profile: tiles are made only with it.':
    'قايتا نەشر قىلىڭ؛ يەنە مەغلۇپ بولسا، نەشر تەڭشىكىدىن `url` نى چىقىرىۋېتىڭ: پارچىلار پەقەت ئۇ بار چاغدىلا ياسىلىدۇ.',
  'This page could not be drawn.': 'بۇ بەتنى سىزغىلى بولمىدى.',
  'Read its text, or download the original and open it on a computer that holds nothing else.':
    'تېكىستىنى ئوقۇڭ ياكى ئەسلى نۇسخىنى چۈشۈرۈپ، باشقا نەرسە يوق كومپيۇتېردا ئېچىڭ.',
  'LibreOffice is not installed here, or cannot be cut off from the network.':
    'بۇ يەردە LibreOffice قاچىلانمىغان ياكى ئۇنى توردىن ئۈزگىلى بولمايدۇ.',
  '`touchstone doctor` says how to install it, and what bubblewrap is needed for.':
    '`touchstone doctor` ئۇنى قانداق قاچىلاشنى ۋە bubblewrap نىڭ نېمىگە كېرەكلىكىنى ئېيتىدۇ.',
  'LibreOffice made no pages of this file.': 'LibreOffice بۇ ھۆججەتتىن بەت چىقارمىدى.',
  'Spreadsheets and slides need its parts Calc and Impress; `touchstone doctor` names a package that has all.':
    'جەدۋەل ۋە پروجېكسىيە بەتلىرىگە Calc ۋە Impress كېرەك؛ `touchstone doctor` ھەممىسى بار بوغچىنى كۆرسىتىدۇ.',
  'The case holds no such document, or its pages cannot be laid out.':
    'دېلودا بۇنداق ھۆججەت يوق ياكى بەتلىرىنى تىزغىلى بولمايدۇ.',
  'Office files that were read can be: text documents, spreadsheets and slides.':
    'ئوقۇلغان ئىشخانا ھۆججەتلىرىنى تىزغىلى بولىدۇ: تېكىست، جەدۋەل ۋە پروجېكسىيە بەتلىرى.',
  'The pages of this file could not be laid out.': 'بۇ ھۆججەتنىڭ بەتلىرىنى تىزغىلى بولمىدى.',
  'Between one and {n} passwords are tried at once.': 'بىر قېتىمدا بىردىن {n} گىچە مەخپىي نومۇر سىنىلىدۇ.',
  'Give one on each line, without empty lines.': 'ھەر قۇردا بىردىن بېرىڭ، بوش قۇر قالدۇرماڭ.',
  'Give a SHA-256, the first 8 digits of one, or a path as `touchstone status --json` shows it.':
    'SHA-256 نى، ئۇنىڭ ئالدىدىكى 8 رەقەمنى ياكى `touchstone status --json` كۆرسەتكەن يولنى بېرىڭ.',
  'The password does not open it.': 'بۇ مەخپىي نومۇر ئۇنى ئاچالمايدۇ.',
  'None of the {n} passwords opens it.': '{n} مەخپىي نومۇرنىڭ ھېچقايسىسى ئۇنى ئاچالمايدۇ.',
  'Mind capitals and spaces at the ends. Several candidates can be tried at once, one on each line.':
    'چوڭ-كىچىك ھەرپكە ۋە باش-ئاخىرىدىكى بوشلۇققا دىققەت قىلىڭ. بىر قېتىمدا بىر قانچىنى سىناشقا بولىدۇ، ھەر قۇردا بىردىن.',
  'This kind of file cannot be unlocked here, or is not locked.':
    'بۇ تۈردىكى ھۆججەتنى بۇ يەردە ئاچقىلى بولمايدۇ ياكى ئۇ قۇلۇپلانمىغان.',
  'Zip, 7z and rar archives, PDF, OpenDocument and Office files since 1997 can. Unlock a copy elsewhere and take that in as well.':
    'zip، 7z، rar ئارخىپلىرى، PDF، OpenDocument ۋە 1997-يىلدىن كېيىنكى Office ھۆججەتلىرىنى ئاچقىلى بولىدۇ. نۇسخىسىنى باشقا يەردە ئېچىپ، ئۇنىمۇ قوبۇل قىلىڭ.',
  'The file could not be unlocked.': 'ھۆججەتنى ئاچقىلى بولمىدى.',
  'Unlock a copy with the program that made it, and take that in as well.':
    'نۇسخىسىنى ئۇنى ياسىغان پروگرامما بىلەن ئېچىپ، ئۇنىمۇ قوبۇل قىلىڭ.',
  'There is no entry {seq}.': '{seq}-خاتىرە يوق.',
  'Entry {seq} has no such field.': '{seq}-خاتىرىدە بۇنداق تۈر يوق.',
  'The checkpoint over these entries is damaged.': 'بۇ خاتىرىلەرنى ئۆز ئىچىگە ئالغان تەكشۈرۈش نۇقتىسى بۇزۇلغان.',
  '`touchstone custody CASE SHA256` lists the entries and their fields.':
    '`touchstone custody CASE SHA256` خاتىرىلەرنى ۋە ئۇلارنىڭ تۈرلىرىنى كۆرسىتىدۇ.',
  'The case has no checkpoint that could be dated.': 'دېلودا ۋاقتى بەلگىلىنىدىغان تەكشۈرۈش نۇقتىسى يوق.',
  'Take something in first: a checkpoint is signed after it.':
    'ئاۋۋال بىر نەرسە قوبۇل قىلىڭ: ئاندىن تەكشۈرۈش نۇقتىسى ئىمزالىنىدۇ.',
  'This dates no checkpoint of the case: it is no answer, no proof and no checkpoint, or a damaged one.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: ئۇ جاۋابمۇ، ئىسپاتمۇ، تەكشۈرۈش نۇقتىسىمۇ ئەمەس ياكى بۇزۇلغان.',
  'This dates no checkpoint of the case: the authority has refused the request.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: ۋاقىت ئورگىنى تەلەپنى رەت قىلغان.',
  'This dates no checkpoint of the case: it dates something else.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: ئۇ باشقا نەرسىنى چېسلالايدۇ.',
  'This dates no checkpoint of the case: it answers another request.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: ئۇ باشقا تەلەپنىڭ جاۋابى.',
  'This dates no checkpoint of the case: its signature does not hold.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: ئىمزاسى كۈچكە ئىگە ئەمەس.',
  'This dates no checkpoint of the case: it does not name whose certificate signed it.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: كىمنىڭ گۇۋاھنامىسى ئىمزالىغانلىقى يېزىلمىغان.',
  'This dates no checkpoint of the case: the certificate that signed it is not for time stamps alone.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: ئىمزالىغان گۇۋاھنامە ۋاقىت تامغىسىغىلا خاس ئەمەس.',
  'This dates no checkpoint of the case: its certificates do not lead from one to the next.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: گۇۋاھنامىلىرى بىر-بىرىگە ئۇلانمايدۇ.',
  'This dates no checkpoint of the case: it uses a hash that is no longer safe.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: ئەمدى بىخەتەر بولمىغان ھاش ئىشلەتكەن.',
  'This dates no checkpoint of the case: no request of this case is waiting for it.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: بۇ دېلونىڭ ھېچقانداق تەلىپى ئۇنى كۈتمەيدۇ.',
  'This dates no checkpoint of the case: it is no checkpoint of this case.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: ئۇ بۇ دېلونىڭ تەكشۈرۈش نۇقتىسى ئەمەس.',
  'This dates no checkpoint of the case: nobody whose key was given has cosigned it.':
    'بۇ دېلونىڭ ھېچقانداق تەكشۈرۈش نۇقتىسىنى چېسلالىمايدۇ: ئاچقۇچى بېرىلگەنلەردىن ھېچكىم بىللە ئىمزالىمىغان.',
  'The file of certificates has none, or one that cannot be understood.':
    'گۇۋاھنامە ھۆججىتىدە گۇۋاھنامە يوق ياكى چۈشەنگىلى بولمايدىغىنى بار.',
  'Give the certificates of the authority as PEM, or one as DER.':
    'ئورگاننىڭ گۇۋاھنامىلىرىنى PEM شەكلىدە، ياكى بىرىنى DER شەكلىدە بېرىڭ.',
  'The file of block headers has a line that is none.': 'بۆلەك باشلىرى ھۆججىتىدە بۆلەك بېشى بولمىغان بىر قۇر بار.',
  'Each line is a height, a space, and the 80 bytes of the header in hex: `bitcoin-cli getblockheader HASH false`.':
    'ھەر قۇر ئېگىزلىك، بوشلۇق ۋە بۆلەك بېشىنىڭ ئون ئالتىلىكتىكى 80 بايتى: `bitcoin-cli getblockheader HASH false`.',
  'No file was chosen to check the dates with.': 'چېسلالارنى تەكشۈرىدىغان ھۆججەت تاللانمىدى.',
  'Choose certificates that you trust, or block headers of a node that you trust.':
    'ئىشىنىدىغان گۇۋاھنامىلەرنى ياكى ئىشىنىدىغان تۈگۈننىڭ بۆلەك باشلىرىنى تاللاڭ.',
  'The case was opened without a signing identity, so nothing can be kept with it.':
    'دېلو ئىمزا كىملىكىسىز ئېچىلغان، شۇڭا ئۇنىڭغا ھېچنېمە ساقلىغىلى بولمايدۇ.',
  'Bring the answer as a person who signs: see `touchstone doctor`.':
    'جاۋابنى ئىمزالايدىغان ئادەم سۈپىتىدە ئەكىلىڭ: `touchstone doctor` غا قاراڭ.',
  'Make a request with `touchstone stamp CASE --request DIR`, and bring the answer to that one.':
    '`touchstone stamp CASE --request DIR` بىلەن تەلەپ ياساپ، شۇ تەلەپنىڭ جاۋابىنى ئەكېلىڭ.',
  'A claim holds statements of one kind.': 'بىر ئىشتا بىر تۈردىكى بايانلار بولىدۇ.',
  'Choose figures, quotations, dates or stances that belong together.':
    'بىر-بىرىگە تەۋە سانلار، نەقىللەر، چېسلالار ياكى مەيدانلارنى تاللاڭ.',
  'The words of the quotation are not those at its place.': 'نەقىلنىڭ سۆزلىرى ئۇ تۇرغان يەردىكىسى ئەمەس.',
  'A quotation stands as it is written in the document.': 'نەقىل ھۆججەتتە يېزىلغاندەك تۇرىدۇ.',
  'No checkpoint covers these entries yet.': 'تېخى ھېچقايسى تەكشۈرۈش نۇقتىسى بۇ خاتىرىلەرنى ئۆز ئىچىگە ئالمىدى.',
  'Sign one: `touchstone add` does, or `touchstone stamp --request`.':
    'بىرنى ئىمزالاڭ: `touchstone add` ياكى `touchstone stamp --request` ئىمزالايدۇ.',
  'No answer was chosen, or it is longer than any answer is.': 'جاۋاب تاللانمىدى، ياكى ئۇ ھەر قانداق جاۋابتىن ئۇزۇن.',
  'Choose the file that the authority, the calendar or the cosigner gave.':
    'ئورگان، كالېندار ياكى قوشۇپ ئىمزالىغۇچى بەرگەن ھۆججەتنى تاللاڭ.',
  'Something broke while the package was prepared.': 'بوغچا تەييارلىنىۋاتقاندا خاتالىق چىقتى.',
  'The log has it whole. Prepare it again; if it breaks again, leave out what was added last.':
    'خاتىرىدە ھەممىسى بار. قايتا تەييارلاڭ؛ يەنە خاتالىق چىقسا، ئەڭ ئاخىرى قوشۇلغاننى قالدۇرۇڭ.',
  'A publication of this case is being prepared already.': 'بۇ دېلونىڭ بىر ئېلانى ئاللىقاچان تەييارلىنىۋاتىدۇ.',
  'Wait until it is ready, or stop it.': 'تەييار بولغۇچە كۈتۈڭ ياكى ئۇنى توختىتىڭ.',
  'What was to be published is no longer what is prepared.': 'ئېلان قىلىنماقچى بولغىنى تەييارلانغىنى بىلەن ئوخشاش ئەمەس.',
  'Prepare it again, and look at it once more.': 'قايتا تەييارلاپ، يەنە بىر قاراڭ.',
  'Nobody has said that it was looked at.': 'ئۇنىڭغا قارالغانلىقىنى ھېچكىم دېمىدى.',
  'Look at every picture, tick that you did, and sign again. Nothing was published.':
    'ھەر بىر رەسىمگە قاراپ، بەلگە قويۇپ، قايتا ئىمزالاڭ. ھېچنېمە ئېلان قىلىنمىدى.',
  'The profile names a document twice: documents.{a} and documents.{b}.':
    'نەشر تەڭشىكىدە بىر ھۆججەت ئىككى قېتىم كۆرسىتىلگەن: documents.{a} ۋە documents.{b}.',
  'Name it once, with all of its pages and one title.': 'ئۇنى بىرلا قېتىم، بارلىق بەتلىرى ۋە بىر ماۋزۇ بىلەن كۆرسىتىڭ.',
  'A field of the profile is too long: {field}.': 'نەشر تەڭشىكىنىڭ بىر تۈرى بەك ئۇزۇن: {field}.',
  'Shorten it to {n} characters.': 'ئۇنى {n} ھەرپكىچە قىسقارتىڭ.',
  'A field of the profile is empty: {field}.': 'نەشر تەڭشىكىنىڭ بىر تۈرى بوش: {field}.',
  'Fill it in, or leave it out where it can be left out.':
    'ئۇنى تولدۇرۇڭ، ياكى چۈشۈرۈپ قويسا بولىدىغان بولسا چۈشۈرۈپ قويۇڭ.',
  'A field of the profile has signs that nobody sees: {field}.':
    'نەشر تەڭشىكىنىڭ بىر تۈرىدە كۆرۈنمەيدىغان بەلگىلەر بار: {field}.',
  'Type it anew: controls, and marks that turn the direction of writing, do not belong there.':
    'ئۇنى قايتا يېزىڭ: كونترول بەلگىلىرى ۋە يېزىق يۆنىلىشىنى ئۆزگەرتىدىغان بەلگىلەر ئۇ يەردە بولماسلىقى كېرەك.',
  'A field of the profile cannot be understood: {field}.': 'نەشر تەڭشىكىنىڭ بىر تۈرىنى چۈشەنگىلى بولمىدى: {field}.',
  'Give an http or https address that ends in a stroke and has nothing behind it.':
    'ئاخىرى يانتۇ سىزىق بىلەن ئاخىرلىشىدىغان ۋە كەينىدە ھېچنېمە يوق http ياكى https ئادرېسىنى بېرىڭ.',
  'Write the day as in 2024-05-31.': 'كۈننى 2024-05-31 دېگەندەك يېزىڭ.',
  'There is no document to publish.': 'نەشر قىلىدىغان ھۆججەت يوق.',
  'Choose at least one document that was read and has a text or pages.':
    'ئوقۇلغان، تېكىستى ياكى بەتلىرى بار ھۆججەتتىن ھېچبولمىسا بىرنى تاللاڭ.',
  'Two documents come out the same, page for page, and are to be told differently.':
    'ئىككى ھۆججەت بەتمۇبەت ئوخشاش چىقىدۇ، لېكىن باشقىچە كۆرسىتىلمەكچى.',
  'Give both the same title or one of them none, and publish the original file of one at most.':
    'ئىككىسىگە ئوخشاش ماۋزۇ بېرىڭ ياكى بىرىنى ماۋزۇسىز قالدۇرۇڭ، ئەسلى ھۆججەتنى ئەڭ كۆپ بولغاندا بىرىنىڭلا نەشر قىلىڭ.',
  'The draft was changed on another page since this one was opened.':
    'بۇ بەت ئېچىلغاندىن كېيىن دەسلەپكى نۇسخا باشقا بىر بەتتە ئۆزگەرتىلدى.',
  'Look at what stands here and keep it again. Words to be withheld are those of both pages.':
    'بۇ يەردىكىنى كۆرۈپ قايتا ساقلاڭ. يوشۇرۇلىدىغان سۆزلەر ئىككى بەتنىڭكى.',
  'The case has no such claim any more.': 'دېلودا ئۇنداق ئىش ئەمدى يوق.',
  'Look at the list again: what documents say was lined up anew since. Nothing was changed.':
    'تىزىملىكنى قايتا كۆرۈڭ: ھۆججەتلەرنىڭ دېگەنلىرى شۇنىڭدىن بېرى قايتا سېلىشتۇرۇلدى. ھېچنېمە ئۆزگەرتىلمىدى.',
  'The folder of the case has no package of that publication.': 'دېلونىڭ قىسقۇچىدا ئۇ نەشرنىڭ بوغچىسى يوق.',
  'Publish the same again, or look where it was written. The ledger keeps that it was given out.':
    'شۇنىڭ ئۆزىنى قايتا نەشر قىلىڭ، ياكى ئۇنىڭ نەگە يېزىلغىنىنى كۆرۈڭ. ئېلان قىلىنغىنى خاتىرە دەپتىرىدە ساقلىنىدۇ.',
  'The package in the folder of the case is no longer what was given out.':
    'دېلونىڭ قىسقۇچىدىكى بوغچا ئەمدى ئېلان قىلىنغىنى ئەمەس.',
  'Check it to see what is another, and publish the same again: it comes out the same.':
    'نېمىسى باشقىلىقىنى كۆرۈش ئۈچۈن تەكشۈرۈڭ، ئاندىن شۇنىڭ ئۆزىنى قايتا نەشر قىلىڭ: ئوخشاش چىقىدۇ.',
  'Another publication of this case is being checked.': 'بۇ دېلونىڭ باشقا بىر نەشرى تەكشۈرۈلۈۋاتىدۇ.',
  'Wait until that is done, and ask again.': 'ئۇنىڭ تۈگىشىنى كۈتۈپ، قايتا سوراڭ.',
  'Something broke while the package was checked.': 'بوغچا تەكشۈرۈلۈۋاتقاندا بىر نەرسە بۇزۇلدى.',
  'The log has it whole. `touchstone check FOLDER` checks the same from the command line.':
    'خاتىرىدە ھەممىسى بار. `touchstone check FOLDER` شۇنىڭ ئۆزىنى بۇيرۇق قۇرىدىن تەكشۈرىدۇ.',
  'A published package signs for a text that is no text of a page.':
    'ئېلان قىلىنغان بىر بوغچا بەتنىڭ تېكىستى بولمىغان تېكىستكە ئىمزا قويغان.',
  'Its files are in the case. Read the one that you need by itself, and ask who published it.':
    'ئۇنىڭ ھۆججەتلىرى دېلودا بار. كېرەكلىكىنى ئايرىم ئوقۇڭ ۋە ئېلان قىلغاندىن سوراڭ.',
  'There is no such draft in this case.': 'بۇ دېلودا ئۇنداق دەسلەپكى نۇسخا يوق.',
  'Choose one from the list: it may have been thrown away.': 'تىزىملىكتىن تاللاڭ: ئۇ تاشلىۋېتىلگەن بولۇشى مۇمكىن.',
  'A published package does not hold. Nothing was taken in.':
    'ئېلان قىلىنغان بىر بوغچا پۈتۈن ئەمەس. ھېچنېمە قوبۇل قىلىنمىدى.',
  '`touchstone check` names what is wrong. Take it in with --as-it-is all the same: that is signed for too.':
    '`touchstone check` نېمىنىڭ خاتا ئىكەنلىكىنى كۆرسىتىدۇ. شۇنداقتىمۇ --as-it-is بىلەن قوبۇل قىلىڭ: بۇمۇ ئىمزالىنىدۇ.',
  'This package was written by a newer version of Touchstone.': 'بۇ بوغچىنى Touchstone نىڭ يېڭىراق نەشرى يازغان.',
  'Install the newer version. `touchstone add` with --as-it-is takes it in as the files that it is.':
    'يېڭىراق نەشرىنى قاچىلاڭ. `touchstone add` نى --as-it-is بىلەن ئىشلەتسىڭىز، ئادەتتىكى ھۆججەت سۈپىتىدە قوبۇل قىلىنىدۇ.',
};
