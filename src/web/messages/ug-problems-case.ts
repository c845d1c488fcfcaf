/** Problems of cases, their records, ledgers and indexes, and of the server: the English sentence, and how it is said here. */
export const caseProblems: Readonly<Record<string, string>> = {
  'The name of a case has 1 to {n} characters.': 'دېلونىڭ ئىسمى 1 دىن {n} گىچە ھەرپ بولىدۇ.',
  'Give a name with --name.': 'ئىسىمنى --name بىلەن بېرىڭ.',
  'The ledger of this case does not say which case it is.':
    'بۇ دېلونىڭ خاتىرە دەپتىرى ئۇنىڭ قايسى دېلو ئىكەنلىكىنى ئېيتمايدۇ.',
  'Restore the folder ledger from another copy of the case.':
    'ledger قىسقۇچىنى دېلونىڭ باشقا نۇسخىسىدىن ئەسلىگە كەلتۈرۈڭ.',
  'This case was made by a newer version of Touchstone.': 'بۇ دېلونى Touchstone نىڭ يېڭىراق نەشرى قۇرغان.',
  'This case was last opened by a newer version of Touchstone.':
    'بۇ دېلونى ئەڭ ئاخىرقى قېتىم Touchstone نىڭ يېڭىراق نەشرى ئاچقان.',
  'Open it with that version. Nothing was changed.': 'ئۇنى شۇ نەشرى بىلەن ئېچىڭ. ھېچنېمە ئۆزگەرتىلمىدى.',
  'There is no case in that folder.': 'ئۇ قىسقۇچتا دېلو يوق.',
  'Check the path, or make a case there with `touchstone new`.':
    'يولنى تەكشۈرۈڭ ياكى ئۇ يەردە `touchstone new` بىلەن دېلو قۇرۇڭ.',
  'The case folder cannot be read.': 'دېلو قىسقۇچىنى ئوقۇغىلى بولمايدۇ.',
  'Check the permissions of the folder.': 'قىسقۇچنىڭ ھوقۇقلىرىنى تەكشۈرۈڭ.',
  'There is a case in that folder, and its case.json is missing.': 'ئۇ قىسقۇچتا دېلو بار، لېكىن case.json يوق.',
  'Run `touchstone rebuild CASE`: it is written again from the ledger.':
    '`touchstone rebuild CASE` نى ئىجرا قىلىڭ: ئۇ خاتىرە دەپتىرىدىن قايتا يېزىلىدۇ.',
  'There is something in that folder already.': 'ئۇ قىسقۇچتا ئاللىقاچان بىر نەرسە بار.',
  'Name a folder that does not exist yet, or an empty one. Nothing was changed.':
    'تېخى يوق ياكى بوش قىسقۇچنى كۆرسىتىڭ. ھېچنېمە ئۆزگەرتىلمىدى.',
  'The file case.json of this case is damaged.': 'بۇ دېلونىڭ case.json ھۆججىتى بۇزۇلغان.',
  'Run `touchstone rebuild CASE`: it is written again from the ledger. Vault and ledger are not touched.':
    '`touchstone rebuild CASE` نى ئىجرا قىلىڭ: ئۇ خاتىرە دەپتىرىدىن قايتا يېزىلىدۇ. ئەسلى نۇسخىلار ۋە خاتىرە دەپتىرىگە تېگىلمەيدۇ.',
  'The case folder cannot be made or written to.': 'دېلو قىسقۇچىنى قۇرغىلى ياكى ئۇنىڭغا يازغىلى بولمايدۇ.',
  'Check the path and its permissions.': 'يولنى ۋە ئۇنىڭ ھوقۇقلىرىنى تەكشۈرۈڭ.',
  'The notebook of searches is damaged.': 'ئىزدەش خاتىرىسى بۇزۇلغان.',
  'Open the case again: the notebook is set aside, and a new one begun.':
    'دېلونى قايتا ئېچىڭ: كونا خاتىرە بىر چەتكە ئېلىپ قويۇلۇپ، يېڭىسى باشلىنىدۇ.',
  'Another program holds this case.': 'بۇ دېلونى باشقا پروگرامما تۇتۇپ تۇرۇۋاتىدۇ.',
  'Wait until it is done, or end it, then try again. Nothing was changed.':
    'ئۇ تۈگىگۈچە ساقلاڭ ياكى ئۇنى ئاخىرلاشتۇرۇڭ، ئاندىن قايتا سىناڭ. ھېچنېمە ئۆزگەرتىلمىدى.',
  'The disk is full.': 'دىسكا توشتى.',
  'Free some room and run the same command again: it goes on where it stopped.':
    'ئورۇن بوشىتىپ، شۇ بۇيرۇقنى قايتا ئىجرا قىلىڭ: توختىغان يېرىدىن داۋاملىشىدۇ.',
  'The records of this case (case.db) cannot be read.': 'بۇ دېلونىڭ خاتىرىلىرىنى (case.db) ئوقۇغىلى بولمايدۇ.',
  'Check who owns case.db, and its permissions. Nothing was changed.':
    'case.db نىڭ ئىگىسىنى ۋە ھوقۇقلىرىنى تەكشۈرۈڭ. ھېچنېمە ئۆزگەرتىلمىدى.',
  'The records of this case (case.db) are damaged.': 'بۇ دېلونىڭ خاتىرىلىرى (case.db) بۇزۇلغان.',
  'Run `touchstone rebuild CASE`: the records are made again from the vault and the ledger.':
    '`touchstone rebuild CASE` نى ئىجرا قىلىڭ: خاتىرىلەر ئەسلى نۇسخىلار ۋە خاتىرە دەپتىرىدىن قايتا ياسىلىدۇ.',
  'The disk that the case is on cannot be read or written.': 'دېلو تۇرغان دىسكىنى ئوقۇغىلى ياكى يازغىلى بولمايدۇ.',
  'Check that the disk is there and has room, then run the same command again: it goes on where it stopped.':
    'دىسكىنىڭ بارلىقىنى ۋە ئورۇن بارلىقىنى تەكشۈرۈپ، شۇ بۇيرۇقنى قايتا ئىجرا قىلىڭ: توختىغان يېرىدىن داۋاملىشىدۇ.',
  'Check that the disk is there and sound, then run the same command again.':
    'دىسكىنىڭ بارلىقىنى ۋە ساغلاملىقىنى تەكشۈرۈپ، شۇ بۇيرۇقنى قايتا ئىجرا قىلىڭ.',
  'The case folder cannot be written to.': 'دېلو قىسقۇچىغا يازغىلى بولمايدۇ.',
  'Check the permissions of the case folder and of the disk it is on.':
    'دېلو قىسقۇچىنىڭ ۋە ئۇ تۇرغان دىسكىنىڭ ھوقۇقلىرىنى تەكشۈرۈڭ.',
  'A part of the case folder cannot be read.': 'دېلو قىسقۇچىنىڭ بىر قىسمىنى ئوقۇغىلى بولمايدۇ.',
  'Check who owns the files of the case, and their permissions. Nothing was changed.':
    'دېلو ھۆججەتلىرىنىڭ ئىگىسىنى ۋە ھوقۇقلىرىنى تەكشۈرۈڭ. ھېچنېمە ئۆزگەرتىلمىدى.',
  'In the case folder, a folder stands where a file should, or a file for a folder.':
    'دېلو قىسقۇچىدا ھۆججەت ئورنىدا قىسقۇچ ياكى قىسقۇچ ئورنىدا ھۆججەت تۇرىدۇ.',
  'Put back what stood there from another copy of the case. Nothing was changed.':
    'ئۇ يەردە تۇرغاننى دېلونىڭ باشقا نۇسخىسىدىن قايتۇرۇپ قويۇڭ. ھېچنېمە ئۆزگەرتىلمىدى.',
  'There is no such page of results.': 'نەتىجىلەرنىڭ بۇنداق بېتى يوق.',
  'Ask for whole numbers: a limit of 0 to {n}, an offset of 0 or more.':
    'پۈتۈن سان سوراڭ: limit 0 دىن {n} گىچە، offset 0 ياكى ئۇنىڭدىن چوڭ.',
  'The search index was written by a newer version of this program.':
    'ئىزدەش كۆرسەتكۈچىنى بۇ پروگراممىنىڭ يېڭىراق نەشرى يازغان.',
  'Open the case with that version, or make the index anew: `touchstone rebuild CASE --index`.':
    'دېلونى شۇ نەشرى بىلەن ئېچىڭ ياكى كۆرسەتكۈچنى قايتا ياساڭ: `touchstone rebuild CASE --index`.',
  'The search index is damaged.': 'ئىزدەش كۆرسەتكۈچى بۇزۇلغان.',
  'Make it anew from the case, nothing is lost: `touchstone rebuild CASE --index`.':
    'ئۇنى دېلودىن قايتا ياساڭ، ھېچنېمە يوقالمايدۇ: `touchstone rebuild CASE --index`.',
  'The search index may not be opened.': 'ئىزدەش كۆرسەتكۈچىنى ئېچىشقا رۇخسەت يوق.',
  'The search index may not be written to.': 'ئىزدەش كۆرسەتكۈچىگە يېزىشقا رۇخسەت يوق.',
  'Check who owns the case.': 'دېلونىڭ ئىگىسىنى تەكشۈرۈڭ.',
  'Another program writes to the search index.': 'ئىزدەش كۆرسەتكۈچىگە باشقا پروگرامما يېزىۋاتىدۇ.',
  'Try again in a minute.': 'بىر مىنۇتتىن كېيىن قايتا سىناڭ.',
  'The disk that the search index is on cannot be read or written.':
    'ئىزدەش كۆرسەتكۈچى تۇرغان دىسكىنى ئوقۇغىلى ياكى يازغىلى بولمايدۇ.',
  'Check that the disk is there and has room, then try again.':
    'دىسكىنىڭ بارلىقىنى ۋە ئورۇن بارلىقىنى تەكشۈرۈپ، قايتا سىناڭ.',
  'Make room and try again: nothing is lost.': 'ئورۇن بوشىتىپ قايتا سىناڭ: ھېچنېمە يوقالمىدى.',
  'The search index cannot be opened.': 'ئىزدەش كۆرسەتكۈچىنى ئاچقىلى بولمايدۇ.',
  'Check that its folder exists.': 'ئۇنىڭ قىسقۇچىنىڭ بارلىقىنى تەكشۈرۈڭ.',
  'The list is empty.': 'تىزىملىك بوش.',
  'The list is too long.': 'تىزىملىك بەك ئۇزۇن.',
  'Give 1 to {n} lines, one name or query on each.': '1 دىن {n} گىچە قۇر بېرىڭ، ھەر قۇردا بىر ئىسىم ياكى ئىزدەش.',
  'There is nothing at this address.': 'بۇ ئادرېستا ھېچنېمە يوق.',
  'Begin at / or /api/cases.': '/ ياكى /api/cases دىن باشلاڭ.',
  'The address is too long.': 'ئادرېس بەك ئۇزۇن.',
  'Keep it under {n} characters; ask for fewer words.': '{n} ھەرپتىن ئاشۇرماڭ؛ ئازراق سۆز بىلەن سوراڭ.',
  'Nothing can be sent to this address.': 'بۇ ئادرېسقا ھېچنېمە ئەۋەتكىلى بولمايدۇ.',
  'Use the forms of the pages, or the command line.': 'بەتلەردىكى جەدۋەللەرنى ياكى بۇيرۇق قۇرىنى ئىشلىتىڭ.',
  'This server answers only to 127.0.0.1 and localhost.':
    'بۇ مۇلازىمېتىر پەقەت 127.0.0.1 ۋە localhost قىلا جاۋاب بېرىدۇ.',
  'Open the address that was printed when it was started.': 'ئۇ قوزغالغاندا بېسىلغان ئادرېسنى ئېچىڭ.',
  'The address holds a % that does not begin a UTF-8 escape.': 'ئادرېستا UTF-8 كودىنى باشلىمايدىغان % بار.',
  'Write a percent sign as %25.': 'پىرسەنت بەلگىسىنى %25 دەپ يېزىڭ.',
  'Another page or program sent this request.': 'بۇ تەلەپنى باشقا بەت ياكى پروگرامما ئەۋەتتى.',
  'Open the address in the browser yourself.': 'ئادرېسنى توركۆرگۈدە ئۆزىڭىز ئېچىڭ.',
  'Nobody is signed in from here.': 'بۇ يەردىن ھېچكىم كىرمىدى.',
  'Open the address that “touchstone serve” printed.': '«touchstone serve» باسقان ئادرېسنى ئېچىڭ.',
  'What was sent is too large.': 'ئەۋەتىلگىنى بەك چوڭ.',
  'Keep it under {n} KB.': '{n} KB دىن ئاشۇرماڭ.',
  'The form could not be read.': 'جەدۋەلنى ئوقۇغىلى بولمىدى.',
  'Go back to the page, fill its form in and send it again.': 'بەتكە قايتىپ، جەدۋەلنى تولدۇرۇپ قايتا ئەۋەتىڭ.',
  'The address asks something that makes no sense here: {names}.':
    'ئادرېستا بۇ يەردە مەنىسى يوق نەرسە سورالدى: {names}.',
  'No case with this id is open here.': 'بۇ يەردە بۇ نومۇردىكى دېلو ئېچىلمىغان.',
  'Choose one from the list of cases.': 'دېلولار تىزىملىكىدىن بىرنى تاللاڭ.',
  'The case holds no such document.': 'دېلودا بۇنداق ھۆججەت يوق.',
  'Look for it in the list of files.': 'ئۇنى ھۆججەتلەر تىزىملىكىدىن ئىزدەڭ.',
  'One of the documents has no text.': 'ھۆججەتلەرنىڭ بىرىدە تېكىست يوق.',
  'Open it: its page says how it was read.': 'ئۇنى ئېچىڭ: بېتىدە قانداق ئوقۇلغانلىقى يېزىلغان.',
  'The document has no such page.': 'ھۆججەتتە بۇنداق بەت يوق.',
  'Open the document at its first page.': 'ھۆججەتنى بىرىنچى بېتىدىن ئېچىڭ.',
  'The original is not as long as it was when it was received.':
    'ئەسلى نۇسخىنىڭ ئۇزۇنلۇقى تاپشۇرۇۋېلىنغاندىكىدەك ئەمەس.',
  'Run `touchstone verify` on the case.': 'دېلوغا `touchstone verify` نى ئىجرا قىلىڭ.',
  'Nothing like this is kept here.': 'بۇ يەردە بۇنداق نەرسە ساقلانمىغان.',
  'Look at the list of saved searches: it may have been thrown away.':
    'ساقلانغان ئىزدەشلەر تىزىملىكىگە قاراڭ: ئۇ تاشلىۋېتىلگەن بولۇشى مۇمكىن.',
  '{port} is not a port.': '{port} ئېغىز نومۇرى ئەمەس.',
  'Choose one from 1024 to 65535, or none.': '1024 دىن 65535 كىچە بىرنى تاللاڭ ياكى ھېچقايسىسىنى تاللىماڭ.',
  'Port {port} {why}.': '{port} ئېغىزىنى ئىشلەتكىلى بولمايدۇ ({why}).',
  'Choose another with --port, or leave it out to take any free one.':
    '--port بىلەن باشقىسىنى تاللاڭ ياكى قالدۇرۇۋېتىپ، بوش تۇرغاننى ئىشلىتىڭ.',
  'The case was opened without a signing identity, so nothing can be written to it.':
    'دېلو ئىمزا كىملىكىسىز ئېچىلغان، شۇڭا ئۇنىڭغا ھېچنېمە يازغىلى بولمايدۇ.',
  'Open it as a person who signs: see `touchstone doctor`.':
    'ئۇنى ئىمزا قويىدىغان كىشى سۈپىتىدە ئېچىڭ: `touchstone doctor` غا قاراڭ.',
  'The name of a person has 1 to {n} characters.': 'كىشىنىڭ ئىسمى 1 دىن {n} گىچە ھەرپ بولىدۇ.',
  'Give the name, or the pseudonym, that shall stand beside every act in the ledger.':
    'خاتىرە دەپتىرىدە ھەر بىر ھەرىكەتنىڭ يېنىدا تۇرىدىغان ئىسىمنى ياكى تەخەللۇسنى بېرىڭ.',
  'There is no identity on this machine yet.': 'بۇ كومپيۇتېردا تېخى كىملىك يوق.',
  'It is made when the first case is made.': 'ئۇ بىرىنچى دېلو قۇرۇلغاندا قۇرۇلىدۇ.',
  'A passphrase has at least one character.': 'ئىم ئىبارىسىدە ئەڭ ئاز دېگەندە بىر ھەرپ بولىدۇ.',
  'Choose one of five or more random words.': 'بەش ياكى ئۇنىڭدىن كۆپ تاسادىپىي سۆزدىن تاللاڭ.',
  'The identity on this machine is locked with a passphrase.': 'بۇ كومپيۇتېردىكى كىملىك ئىم ئىبارىسى بىلەن قۇلۇپلانغان.',
  'Run the command in a terminal, where the passphrase can be asked for.':
    'بۇيرۇقنى ئىم ئىبارىسىنى سورىغىلى بولىدىغان تېرمىنالدا ئىجرا قىلىڭ.',
  'That is not the passphrase of the identity on this machine.': 'بۇ بۇ كومپيۇتېردىكى كىملىكنىڭ ئىم ئىبارىسى ئەمەس.',
  'Try again. Nobody can reset it; a copy of identity.json with a known passphrase can be put back.':
    'قايتا سىناڭ. ئۇنى ھېچكىم قايتا بەلگىلىيەلمەيدۇ؛ ئىم ئىبارىسى مەلۇم بولغان identity.json نۇسخىسىنى قايتۇرۇپ قويۇشقا بولىدۇ.',
  'Other users of this machine may read the signing identity.':
    'بۇ كومپيۇتېرنىڭ باشقا ئىشلەتكۈچىلىرى ئىمزا كىملىكىنى ئوقۇيالىشى مۇمكىن.',
  'Run `chmod 600 identity.json` in the configuration folder (~/.config/touchstone, if not set otherwise).':
    'تەڭشەك قىسقۇچىدا (باشقىچە بەلگىلەنمىگەن بولسا ~/.config/touchstone) `chmod 600 identity.json` نى ئىجرا قىلىڭ.',
  'The signing identity cannot be read.': 'ئىمزا كىملىكىنى ئوقۇغىلى بولمايدۇ.',
  'Check who owns identity.json in the configuration folder.':
    'تەڭشەك قىسقۇچىدىكى identity.json نىڭ ئىگىسىنى تەكشۈرۈڭ.',
  'There is an identity on this machine already.': 'بۇ كومپيۇتېردا ئاللىقاچان كىملىك بار.',
  'Use it. To sign as another person, set TOUCHSTONE_CONFIG to another folder.':
    'ئۇنى ئىشلىتىڭ. باشقا كىشى سۈپىتىدە ئىمزا قويۇش ئۈچۈن TOUCHSTONE_CONFIG نى باشقا قىسقۇچقا بەلگىلەڭ.',
  'The configuration folder cannot be made or written to.': 'تەڭشەك قىسقۇچىنى قۇرغىلى ياكى ئۇنىڭغا يازغىلى بولمايدۇ.',
  'It keeps the signing identity: check the permissions of ~/.config/touchstone, or name another folder in TOUCHSTONE_CONFIG.':
    'ئۇنىڭدا ئىمزا كىملىكى ساقلىنىدۇ: ~/.config/touchstone نىڭ ھوقۇقلىرىنى تەكشۈرۈڭ ياكى TOUCHSTONE_CONFIG دا باشقا قىسقۇچنى كۆرسىتىڭ.',
  'The file of the signing identity is damaged.': 'ئىمزا كىملىكىنىڭ ھۆججىتى بۇزۇلغان.',
  'Put back a copy of identity.json. Without one, move the file away: a new identity is made, and cases go on.':
    'identity.json نىڭ نۇسخىسىنى قايتۇرۇپ قويۇڭ. نۇسخىسى بولمىسا ھۆججەتنى يۆتكىۋېتىڭ: يېڭى كىملىك قۇرۇلىدۇ، دېلولار داۋاملىشىدۇ.',
  'The ledger of this case is damaged. {what}': 'بۇ دېلونىڭ خاتىرە دەپتىرى بۇزۇلغان. {what}',
  'Run `touchstone verify CASE` to see all of it, then restore the folder ledger from another copy of the case.':
    'ھەممىسىنى كۆرۈش ئۈچۈن `touchstone verify CASE` نى ئىجرا قىلىڭ، ئاندىن ledger قىسقۇچىنى دېلونىڭ باشقا نۇسخىسىدىن ئەسلىگە كەلتۈرۈڭ.',
  'The ledger of this case was written by a newer version of Touchstone.':
    'بۇ دېلونىڭ خاتىرە دەپتىرىنى Touchstone نىڭ يېڭىراق نەشرى يازغان.',
  'There is a ledger in that folder already.': 'ئۇ قىسقۇچتا ئاللىقاچان خاتىرە دەپتىرى بار.',
  'Open the case, or make a new one in another folder. Nothing was changed.':
    'دېلونى ئېچىڭ ياكى باشقا قىسقۇچتا يېڭىسىنى قۇرۇڭ. ھېچنېمە ئۆزگەرتىلمىدى.',
  'A file of the ledger has a line that is no entry: it does not end.':
    'خاتىرە دەپتىرىنىڭ بىر ھۆججىتىدە خاتىرە بولمىغان قۇر بار: ئۇ ئاخىرلاشمايدۇ.',
  'Run `touchstone verify CASE` to see where, then restore the ledger from another copy of the case.':
    'قەيەردە ئىكەنلىكىنى كۆرۈش ئۈچۈن `touchstone verify CASE` نى ئىجرا قىلىڭ، ئاندىن خاتىرە دەپتىرىنى دېلونىڭ باشقا نۇسخىسىدىن ئەسلىگە كەلتۈرۈڭ.',
  'The stored copy of {hash} no longer matches its hash.':
    '{hash} نىڭ ساقلانغان نۇسخىسى ئۆزىنىڭ خەش قىممىتىگە ئەمدى ماس كەلمەيدۇ.',
  'Restore it from another copy of the case, then run `touchstone verify CASE`. Do not cite it until then.':
    'ئۇنى دېلونىڭ باشقا نۇسخىسىدىن ئەسلىگە كەلتۈرۈپ، `touchstone verify CASE` نى ئىجرا قىلىڭ. ئۇنىڭغىچە نەقىل كەلتۈرمەڭ.',
  '{hash} is not in this case.': '{hash} بۇ دېلودا يوق.',
  'Check the hash, or open the case that it was added to.':
    'خەش قىممىتىنى تەكشۈرۈڭ ياكى ئۇ قوبۇل قىلىنغان دېلونى ئېچىڭ.',
};
