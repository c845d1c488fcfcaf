export const uyghur = {
  'The package holds: {title} ({id}).': 'بوغچا پۈتۈن: {title} ({id}).',
  'The package does not hold.': 'بوغچا پۈتۈن ئەمەس.',
  'Faults: {faults}, in {files} files, {bytes} bytes': 'ماس كەلمىگىنى: {faults}؛ {files} ھۆججەت، {bytes} بايت',
  'and {more} more': 'يەنە {more}',
  'Do not rely on it. A copy can be damaged on its way: take another one, from where it was published first.':
    'ئۇنىڭغا تايانماڭ. كۆپەيتىلمە يولدا بۇزۇلۇشى مۇمكىن: دەسلەپ ئېلان قىلىنغان يەردىن باشقىسىنى ئېلىڭ.',
  'What was checked': 'نېمە تەكشۈرۈلدى',
  'What that proves': 'بۇ نېمىنى ئىسپاتلايدۇ',
  'What it does not prove': 'بۇ نېمىنى ئىسپاتلىمايدۇ',
  '{files} files, {bytes} bytes: each is what two lists say (SHA-256, SHA-512), and there is nothing else.':
    '{files} ھۆججەت، {bytes} بايت: ھەر بىرى ئىككى تىزىملىك (SHA-256، SHA-512) بىلەن بىردەك، باشقا ھېچنېمە يوق.',
  '{files} files, {bytes} bytes: each is what two lists say (SHA-256, SHA-512).':
    '{files} ھۆججەت، {bytes} بايت: ھەر بىرى ئىككى تىزىملىك (SHA-256، SHA-512) بىلەن بىردەك.',
  'Files that no list names cannot be seen from a web server: choose the folder to look for them.':
    'تىزىملىكتە يوق ھۆججەتلەرنى تور مۇلازىمېتىرىدىن كۆرگىلى بولمايدۇ: ئۇلارنى ئىزدەش ئۈچۈن قىسقۇچنى تاللاڭ.',
  'The list, and so every file, is signed with a key that you gave: {key}':
    'تىزىملىك، دېمەك ھەر بىر ھۆججەت، سىز بەرگەن ئاچقۇچ بىلەن ئىمزالانغان: {key}',
  'The list, and so every file, is signed with this key: {key}':
    'تىزىملىك، دېمەك ھەر بىر ھۆججەت، بۇ ئاچقۇچ بىلەن ئىمزالانغان: {key}',
  '{pageFiles} page pictures and texts are each named by an act in the log {log}, under a signed checkpoint over {size} acts.':
    '{pageFiles} بەت رەسىمى ۋە تېكىستىنىڭ ھەر بىرى {log} خاتىرە دەپتىرىدىكى بىر خاتىرىدە ئاتالغان، ئۇلار {size} خاتىرىنى ئىچىگە ئالغان ئىمزالانغان تەكشۈرۈش نۇقتىسى ئاستىدا.',
  'Documents: {documents}. Pages: {pages}. Claims: {claims}. Every quotation stands in the published text where the claim says.':
    'ھۆججەت: {documents}. بەت: {pages}. دېيىلگەن ئىش: {claims}. ھەر بىر نەقىل ئېلان قىلىنغان تېكىستنىڭ كۆرسىتىلگەن يېرىدە تۇرىدۇ.',
  'No time stamp: when it was there, only those who signed say.':
    'ۋاقىت تامغىسى يوق: قاچان بارلىقىنى پەقەت ئىمزالىغۇچىلار دەيدۇ.',
  'Opened for you: entry {entry} says {fields} {of}': 'سىز ئۈچۈن ئېچىلدى: {entry}-خاتىرىدە {fields} دېيىلگەن {of}',
  'Whoever has the key gave out these files, these and no others.':
    'ئاچقۇچنىڭ ئىگىسى دەل مۇشۇ ھۆججەتلەرنى ئېلان قىلغان، باشقىسىنى ئەمەس.',
  'The pictures and texts of the pages were in their log when its checkpoint was signed, at the latest at the time of a stamp that holds.':
    'بەتلەرنىڭ رەسىم ۋە تېكىستلىرى تەكشۈرۈش نۇقتىسى ئىمزالانغاندا، ئەڭ كېچىككەندە كۈچكە ئىگە تامغىنىڭ ۋاقتىدا، خاتىرە دەپتىرىدە بار ئىدى.',
  'That what the papers say is true, or that they are genuine.':
    'ھۆججەتلەرنىڭ دېگىنى راستلىقىنى ياكى ئۇلارنىڭ ھەقىقىيلىقىنى.',
  'That the log has nothing else.': 'خاتىرە دەپتىرىدە باشقا ھېچنېمە يوقلۇقىنى.',
  'Who holds the key that you gave.': 'سىز بەرگەن ئاچقۇچنىڭ كىمدە ئىكەنلىكىنى.',
  'Whose key it is. Ask whoever published it, or compare another publication of theirs.':
    'ئاچقۇچنىڭ كىمنىڭ ئىكەنلىكىنى. ئېلان قىلغۇچىدىن سوراڭ ياكى ئۇلارنىڭ باشقا بىر ئېلانى بىلەن سېلىشتۇرۇڭ.',
  'What checks came with what is checked. Whoever doubts it takes verify.mjs from elsewhere, or follows docs/formats/package.md.':
    'تەكشۈرگۈچ تەكشۈرۈلگەن نەرسە بىلەن بىللە كەلگەن. گۇمانلانسىڭىز verify.mjs نى باشقا يەردىن ئېلىڭ ياكى docs/formats/package.md بويىچە تەكشۈرۈڭ.',
  'Stamp {n}, {kind}: does not hold ({why}).': '{n}-ۋاقىت تامغىسى، {kind}: كۈچكە ئىگە ئەمەس ({why}).',
  'Stamp {n}, {kind}: {time}, by {authority}. Whose key that is, is to be known from elsewhere.':
    '{n}-ۋاقىت تامغىسى، {kind}: {time}، {authority}. ئاچقۇچنىڭ كىمنىڭ ئىكەنلىكى باشقا يەردىن بىلىنىدۇ.',
  'Stamp {n}, {kind}: {time}, by {authority}. Its signature cannot be checked here: use verify.mjs.':
    '{n}-ۋاقىت تامغىسى، {kind}: {time}، {authority}. ئىمزاسىنى بۇ يەردە تەكشۈرگىلى بولمايدۇ: verify.mjs نى ئىشلىتىڭ.',
  'Stamp {n}, {kind}: {time}, by {authority}, an authority that you trust.':
    '{n}-ۋاقىت تامغىسى، {kind}: {time}، {authority}، سىز ئىشىنىدىغان ئورگان.',
  'Stamp {n}, {kind}: {time}, by {authority}, signed as it should be. Not checked: that this is an authority (give its certificate, from elsewhere), and that it was not revoked.':
    '{n}-ۋاقىت تامغىسى، {kind}: {time}، {authority}، ئىمزاسى توغرا. تەكشۈرۈلمىگىنى: ئۇنىڭ راستتىن شۇ ئورگان ئىكەنلىكى (گۇۋاھنامىسىنى باشقا يەردىن ئېلىپ بېرىڭ) ۋە ئەمەلدىن قالدۇرۇلمىغانلىقى.',
  'Stamp {n}, {kind}: promised by a calendar, not yet in a block: it proves nothing yet.':
    '{n}-ۋاقىت تامغىسى، {kind}: كالېندار ۋەدە قىلغان، تېخى بۆلەككە كىرمىگەن: ھازىرچە ھېچنېمىنى ئىسپاتلىمايدۇ.',
  'Stamp {n}, {kind}: leads to Bitcoin block {height}. Compare, in any copy of the chain, its Merkle root: {merkleRoot}':
    '{n}-ۋاقىت تامغىسى، {kind}: Bitcoin نىڭ {height}-بۆلىكىگە بارىدۇ. زەنجىرنىڭ خالىغان كۆپەيتىلمىسىدىن Merkle يىلتىزىنى سېلىشتۇرۇڭ: {merkleRoot}',
  'Stamp {n}, {kind}: {mined}, the time of Bitcoin block {height}, by the header that you gave.':
    '{n}-ۋاقىت تامغىسى، {kind}: {mined}، سىز بەرگەن باشقا ئاساسەن Bitcoin نىڭ {height}-بۆلىكىنىڭ ۋاقتى.',

  'a manifest that ends in half a line': 'تىزىملىكنىڭ ئاخىرقى قۇرى چالا',
  'a line that is none of a manifest, or not in order': 'تىزىملىكتە شەكلى ياكى تەرتىپى خاتا قۇر',
  'a file that {list} cannot list': '{list} گە كىرمەيدىغان ھۆججەت',
  'listed in {list} and not there': '{list} دا بار، ئەمما ئۆزى يوق',
  'not the file that {list} lists': '{list} دىكى ھۆججەت ئەمەس',
  'there, and not listed in {list}': 'ئۆزى بار، ئەمما {list} دا يوق',
  'a file that does not belong to the package': 'بوغچىغا تەۋە بولمىغان ھۆججەت',
  'an empty folder that does not belong to the package': 'بوغچىغا تەۋە بولمىغان قۇرۇق قىسقۇچ',
  'a folder that cannot be read': 'ئوقۇغىلى بولمايدىغان قىسقۇچ',
  'no plain file: a link, or a device': 'ئادەتتىكى ھۆججەت ئەمەس: ئۇلىنىش ياكى ئۈسكۈنە',
  'cannot be read': 'ئوقۇغىلى بولمايدۇ',
  'not the declaration of a BagIt 1.0 bag': 'BagIt 1.0 نىڭ باياناتى ئەمەس',
  'not there, or not to be read': 'يوق ياكى ئوقۇغىلى بولمايدۇ',
  'not JSON': 'JSON ئەمەس',
  'says something else than publication.json, which is signed': 'ئىمزالانغان publication.json دىن باشقىچە دەيدۇ',
  'says what its entry does not have': 'خاتىرىسىدە يوق نەرسىنى دەيدۇ',
  'is not in the log of this checkpoint': 'بۇ تەكشۈرۈش نۇقتىسىنىڭ خاتىرە دەپتىرىدە يوق',
  'not an entry of a log, or there twice': 'خاتىرە ئەمەس ياكى ئىككى قېتىم بار',
  'no proof of version 1': '1-نەشىردىكى ئىسپات ئەمەس',
  'not a checkpoint, or not keys': 'تەكشۈرۈش نۇقتىسى ئەمەس ياكى ئاچقۇچ ئەمەس',
  'not signed by a key of its log, or changed': 'خاتىرە دەپتىرىنىڭ ئاچقۇچى بىلەن ئىمزالانمىغان ياكى ئۆزگەرتىلگەن',
  'no signature of a package': 'بوغچىنىڭ ئىمزاسى ئەمەس',
  'made for another log than that of the proof': 'ئىسپاتتىكىدىن باشقا خاتىرە دەپتىرى ئۈچۈن ئىمزالانغان',
  'signs another list of files: something was changed after it was signed':
    'باشقا تىزىملىكنى ئىمزالىغان: ئىمزالانغاندىن كېيىن بىر نەرسە ئۆزگەرتىلگەن',
  'does not hold, or is by a key that is none of the log': 'ئىمزا كۈچكە ئىگە ئەمەس ياكى ئاچقۇچ خاتىرە دەپتىرىنىڭ ئەمەس',
  'signed with a key that no entry of the log adds': 'ھېچقانداق خاتىرىدە قوشۇلمىغان ئاچقۇچ بىلەن ئىمزالانغان',
  'not signed with a key that you gave': 'سىز بەرگەن ئاچقۇچ بىلەن ئىمزالانمىغان',
  'opens an entry that the package does not have': 'بوغچىدا يوق خاتىرىنى ئاچىدۇ',
  'changes while it is read': 'ئوقۇۋاتقاندا ئۆزگىرىدۇ',
  'it cannot be understood': 'ئۇنى چۈشەنگىلى بولمىدى',
  'the authority has refused the request': 'ۋاقىت ئورگىنى تەلەپنى رەت قىلغان',
  'it is not of this checkpoint': 'ئۇ بۇ تەكشۈرۈش نۇقتىسىنىڭ ئەمەس',
  'its signature does not hold': 'ئىمزاسى كۈچكە ئىگە ئەمەس',
  'it does not name whose certificate signed it': 'كىمنىڭ گۇۋاھنامىسى ئىمزالىغانلىقى يېزىلمىغان',
  'the certificate that signed it is not for time stamps alone': 'ئىمزالىغان گۇۋاھنامە ۋاقىت تامغىسىغىلا خاس ئەمەس',
  'its certificates do not lead from one to the next': 'گۇۋاھنامىلىرى بىر-بىرىگە ئۇلانمايدۇ',
  'the header that you gave does not have it': 'سىز بەرگەن بۆلەك بېشىدا ئۇ يوق',
  'a stamp that does not hold: {why}': 'كۈچكە ئىگە بولمىغان تامغا: {why}',
  'no time stamp of its kind': 'بۇ تۈردىكى ۋاقىت تامغىسى ئەمەس',
  'not a publication of Touchstone': 'Touchstone نىڭ ئېلانى ئەمەس',
  'of version {version}, this verifier knows version 1: take a newer one':
    '{version}-نەشىر؛ بۇ تەكشۈرگۈچ 1-نەشىرنى بىلىدۇ: يېڭىراقىنى ئېلىڭ',
  'does not say what a publication says': 'ئېلاندا بولۇشقا تېگىشلىك نەرسىلەر يوق',
  'a page file under another name than its own': 'بەت ھۆججىتى ئۆزىنىڭكىدىن باشقا ئىسىمدا',
  'a page file that publication.json names': 'publication.json دا ئاتالغان بەت ھۆججىتى',
  'not the file that publication.json names': 'publication.json دا ئاتالغان ھۆججەت ئەمەس',
  'no entry {entry} in the proof speaks of it': 'ئىسپاتتا بۇنى ئاتىغان {entry}-خاتىرە يوق',
  'entry {entry} of the log is about another file': '{entry}-خاتىرە باشقا ھۆججەت ھەققىدە',
  'an original that publication.json names': 'publication.json دا ئاتالغان ئەسلى ھۆججەت',
  'an original under another name than its own': 'ئەسلى ھۆججەت ئۆزىنىڭكىدىن باشقا ئىسىمدا',
  'the log does not say that this is what was received': 'خاتىرە دەپتىرىدە تاپشۇرۇۋېلىنغىنى مۇشۇ دېيىلمىگەن',
  'pages out of order, or twice': 'بەتلەرنىڭ تەرتىپى خاتا ياكى تەكرار',
  'the text of another page': 'باشقا بەتنىڭ تېكىستى',
  'its id is not that of its pages, in their order': 'نومۇرى بەتلىرى ۋە ئۇلارنىڭ تەرتىپىگە ماس ئەمەس',
  'the log does not say that its original was received on that day':
    'خاتىرە دەپتىرىدە ئەسلى شۇ كۈنى تاپشۇرۇۋېلىنغان دېيىلمىگەن',
  'cites words that do not stand there': 'ئۇ يەردە يوق سۆزلەرنى نەقىل ئالىدۇ',
  'a statement of an origin that is not listed': 'تىزىملانمىغان مەنبەنىڭ بايانى',
  'a conflict with a statement that is not listed': 'تىزىملانمىغان بايان بىلەن زىددىيەت',
  'its id is not that of its citations': 'نومۇرى نەقىللىرىگە ماس ئەمەس',
  'its id is not that of what it tells': 'نومۇرى مەزمۇنىغا ماس ئەمەس',
  'a document twice': 'بىر ھۆججەت ئىككى قېتىم',
  'a page file that publication.json does not name': 'publication.json دا ئاتالمىغان بەت ھۆججىتى',
  'no ZIP archive, one that breaks off, or one with something behind its end':
    'ZIP ئارخىپى ئەمەس، ئۈزۈلۈپ قالغان ياكى ئاخىرىدىن كېيىن يەنە بىر نەرسە بار',
  'not as Touchstone makes its archives': 'Touchstone ياسىغان ئارخىپقا ئوخشىمايدۇ',
  'a name that no file of a package has': 'بوغچىدىكى ھېچبىر ھۆججەتتە بولمايدىغان ئىسىم',
  'compressed: unpack it, and check its folder': 'پىرېسلانغان: يېيىپ، قىسقۇچىنى تەكشۈرۈڭ',
  'twice, not in order, or not in the folder of the first':
    'ئىككى قېتىم، تەرتىپى خاتا ياكى بىرىنچىسىنىڭ قىسقۇچىدا ئەمەس',
  'its header says something else than the directory of the archive': 'بېشىدا ئارخىپ مۇندەرىجىسىدىن باشقىچە دېيىلگەن',
  'its checksum in the archive is not that of its bytes': 'ئارخىپتىكى تەكشۈرۈش سانى بايتلىرىغا ماس ئەمەس',
  'not of the day of its package': 'كۈنى بوغچىنىڭ كۈنى ئەمەس',

  'Check this package': 'بۇ بوغچىنى تەكشۈرۈش',
  'Choose its folder': 'قىسقۇچىنى تاللاش',
  'Check its archive (zip) here': 'بۇ يەردىكى ئارخىپىنى (zip) تەكشۈرۈش',
  'There is no {name} beside the folder of the package.': 'بوغچىنىڭ قىسقۇچى يېنىدا {name} يوق.',
  'This is of the archive. The pages that you read here may be others.':
    'بۇ ئارخىپ ھەققىدە. سىز بۇ يەردە ئوقۇغان بەتلەر باشقىچە بولۇشى مۇمكىن.',
  'Choose its archive (zip)': 'ئارخىپىنى (zip) تاللاش',
  'Or drop it here: the folder with bagit.txt in it, or the archive.':
    'ياكى بۇ يەرگە تاشلاڭ: ئىچىدە bagit.txt بار قىسقۇچنى ياكى ئارخىپنى.',
  Stop: 'توختىتىش',
  'Stopped.': 'توختىتىلدى.',
  'Reading {files} of {of} files, {megabytes} MB': '{of} ھۆججەتنىڭ {files} ى ئوقۇلدى، {megabytes} MB',
  'Everything is read on this computer. Nothing is sent.': 'ھەممىسى مۇشۇ كومپيۇتېردا ئوقۇلىدۇ. ھېچنېمە ئەۋەتىلمەيدۇ.',
  'From a folder, a page may not read other files by itself: choose the folder of the package.':
    'قىسقۇچتىن ئېچىلغاندا بەت باشقا ھۆججەتلەرنى ئۆزى ئوقۇيالمايدۇ: بوغچىنىڭ قىسقۇچىنى تاللاڭ.',
  'There is no bagit.txt in that folder, or in more than one: choose the folder of one package.':
    'ئۇ قىسقۇچتا bagit.txt يوق ياكى بىردىن كۆپ: بىر بوغچىنىڭ قىسقۇچىنى تاللاڭ.',
  'The package is not here as a whole: bagit.txt is missing beside the folder of its pages.':
    'بوغچا بۇ يەردە پۈتۈن ئەمەس: بەتلەرنىڭ قىسقۇچى يېنىدا bagit.txt يوق.',
  'The check broke off: {why}': 'تەكشۈرۈش ئۈزۈلۈپ قالدى: {why}',
  'Empty folders and links cannot be seen here; verify.mjs finds them.':
    'قۇرۇق قىسقۇچ ۋە ئۇلىنىشلار بۇ يەردە كۆرۈنمەيدۇ؛ verify.mjs ئۇلارنى تاپىدۇ.',
  'What you know from elsewhere': 'باشقا يەردىن بىلگىنىڭىز',
  'Key of whoever published it': 'ئېلان قىلغۇچىنىڭ ئاچقۇچى',
  'Certificates (PEM), block headers, opened fields': 'گۇۋاھنامىلەر (PEM)، بۆلەك باشلىرى، ئېچىلغان خاتىرىلەر',
  'This file could not be understood: {name}': 'بۇ ھۆججەتنى چۈشەنگىلى بولمىدى: {name}',
  'Reading took {seconds} s.': 'ئوقۇشقا {seconds} سېكۇنت كەتتى.',
};
