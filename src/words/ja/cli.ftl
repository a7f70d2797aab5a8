# コマンドライン: 使い方、実行の失敗、指摘のまわりの言葉

## 指摘のまわり

severity-error = エラー
severity-warning = 警告
severity-note = 注記
show-help = 対処:{" "}
did-you-mean = 「{ $name }」ではありませんか。
summary-none = 問題はありません
summary-joint = 、
summary-error-one = エラー { $n }件
summary-errors = エラー { $n }件
summary-warning-one = 警告 { $n }件
summary-warnings = 警告 { $n }件
summary-note-one = 注記 { $n }件
summary-notes = 注記 { $n }件

## 不具合

bug = 申し訳ありません。ikou の内部で誤りが起きました（不具合です）。次の行を添えてお知らせください。

## 実行の失敗

fail-missing = { $path } がありません。
    .help = ファイル名を確かめてください。
fail-no-inventory = このフォルダに systems.toml がありません。
    .help = 台帳ファイルを指定するか、ikou init でひな形を作ってください。
fail-folder = { $path } はフォルダです。
    .help = ファイルを指定してください。
fail-denied = { $path } を使う権限がありません。
    .help = アクセス権と、ほかのソフトで開いていないかを確かめてください。
fail-too-large = { $path } は { $mb } MiB を超えています。
    .help = 台帳か計画のファイルかどうか確かめてください。
fail-too-many-systems = システムが { $count } 件あります。一度に計画できるのは { $limit } 件までです。
    .help = 団体ごとなどにファイルを分けてください。
fail-too-many-unnamed = システムが { $count } あります。一度に調べられるのは { $limit } までです。
    .help = システムを指定してください: ikou slack システム …
fail-json-of-reasons = ikou why の JSON は、別のやり方にした場合だけです。
    .help = --not-before、--not-after、--route のどれかを付けてください。日付の理由は plan.json にあります（ikou plan --format json）
fail-not-utf8 = { $path } は UTF-8 のテキストではありません（{ $line }行目）。
    .help = UTF-8 で保存し直してください。
fail-other-encoding = { $path } の文字コードは { $encoding } のようです（{ $line }行目）。
    .help = メモ帳なら「名前を付けて保存」で文字コードを UTF-8 にして保存し直してください。
fail-unreadable = { $path } を読み込めません（{ $reason }）。
fail-no-folder = { $path } の書き込み先のフォルダがありません。
    .help = 先にフォルダを作ってください。
fail-full = { $path } に書き込む空き容量がありません。
    .help = 空き容量を増やしてから、もう一度実行してください。
fail-bad-name = { $path } という名前のファイルは使えません（長すぎるか、リンクが一巡しています）。
    .help = 別の名前にしてください。
fail-windows-name = { $path } は Windows ではファイルの名前として使えません。
    .help = CON・NUL・COM1 などの装置の名前、: や ? などの記号、末尾の点や空白を避けてください。
fail-unwritable = { $path } に書き込めません（{ $reason }）。
fail-exists = { $path } はすでにあります。
    .help = 別の名前を指定するか、--force で上書きしてください。
fail-not-a-folder = { $path } はフォルダではありません。
    .help = フォルダを指定してください。
fail-table-on-stdout = plan の標準出力には表を出すため、--output - は使えません。
    .help = ikou render -f 形式 -o - を使ってください。
fail-same-output = { $path } が二度指定されています。
    .help = 出力先を分けてください。
fail-unknown-extension = { $path } の拡張子からは形式が決まりません。
    .help = 次のどれかにしてください: { $known }
fail-no-format = 出力の形式が決まりません。
    .help = -f で次のどれかを指定してください: { $known }
fail-no-list = { $format } は行を並べた一覧ではないため、行や列を選べません。
    .help = -f で table、csv、md、json のどれかを指定してください。
fail-binary-to-terminal = { $format } は画面に表示できません。
    .help = -o でファイルを指定してください。
fail-unknown-system = 計画に「{ $name }」というシステムはありません。
    .help = 次のどれかを指定してください: { $known }
fail-unknown-system-near = 計画に「{ $name }」というシステムはありません。
    .help = 「{ $nearest }」ではありませんか。
fail-no-systems = 計画に「{ $name }」というシステムはありません。台帳にシステムが一つもありません。
    .help = systems.toml に [[system]] を書き足してください。
fail-no-dates = 「{ $system }」には計画された日付がありません。
    .help = ikou plan で理由を確かめてください。
fail-unknown-date = 「{ $system }」に「{ $what }」の日付はありません。
    .help = 次のどれかを指定してください: { $known }
fail-unknown-date-near = 「{ $system }」に「{ $what }」の日付はありません。
    .help = 「{ $nearest }」ではありませんか。
fail-drawing = 出力を作れませんでした（{ $reason }）。
fail-bad-plan-syntax = { $path } は計画（plan.json）として読めません（{ $line }行目で JSON の形が崩れています）。
    .help = ikou plan --output plan.json で作ったファイルを指定してください。
fail-bad-plan-cut = { $path } は計画（plan.json）として読めません（{ $line }行目で途切れています）。
    .help = ikou plan --output plan.json で作り直してください。
fail-bad-plan-missing = { $path } は計画（plan.json）として読めません（{ $line }行目までに「{ $key }」がありません）。
    .help = ikou plan --output plan.json で作ったファイルを指定してください。
fail-bad-plan-value = { $path } は計画（plan.json）として読めません（{ $line }行目の値が計画の形に合いません）。
    .help = ikou plan --output plan.json で作ったファイルを指定してください。
fail-no-plan = 計画 { $path } がありません。
    .help = 先に ikou plan --output { $path } で計画を保存してください。
fail-no-scenario = シナリオ「{ $name }」がありません。
    .help = 次のどれかを指定してください: { $known }
fail-no-scenario-near = シナリオ「{ $name }」がありません。
    .help = 「{ $nearest }」ではありませんか。
fail-no-scenarios = シナリオ「{ $name }」がありません。
    .help = { $folder }/{ $name }.toml に書いてください。
fail-no-comparable = 計画「{ $name }」が見つかりません。
    .help = current（今の台帳）、baseline（承認計画）、{ $folder } のシナリオや承認計画の名前（{ $known }）、保存した plan.json のどれかを指定してください。
fail-no-comparable-near = 計画「{ $name }」が見つかりません。「{ $nearest }」ではありませんか。
    .help = current（今の台帳）、baseline（承認計画）、{ $folder } のシナリオや承認計画の名前（{ $known }）、保存した plan.json のどれかを指定してください。
fail-no-comparables = 計画「{ $name }」が見つかりません。
    .help = current（今の台帳）か、保存した plan.json を指定してください。シナリオは { $folder }/{ $name }.toml に書きます。
fail-same-plan = 「{ $name }」と「{ $other }」は同じ計画です。
    .help = 異なる計画を2つ以上指定してください。
fail-picture-of-two = 図にできるのは2つの計画の比較です（指定は { $count }）。
    .help = 計画を2つにするか、図でない形式（table、md、csv、json）にしてください。
fail-no-baseline = 承認計画（{ $path }）がありません。
    .help = 承認された計画を保存してから比べてください（ikou plan -o { $path }）。
fail-vary-nothing = --vary 「{ $text }」に値がありません。
    .help = パスと値を = でつないでください: --vary "vendor.vendor-a.builds=1..5/1"
fail-vary-path = --vary の「{ $text }」はパスではありません。
    .help = 種類.ID.キー の形で書いてください（contract.tax-2016.ends、vendor.vendor-a.available）。
fail-vary-no-step = --vary の範囲「{ $text }」に刻みがありません。
    .help = / の後に刻みを書いてください（2023-10-01..2024-10-01/3M、1..5/1）。範囲そのものを値にするときは引用符で囲みます（"\"6M..9M\""）。
fail-vary-step = --vary の刻み「{ $text }」は使えません。
    .help = 日付には期間（3M、2W、10d）、そのほかには同じ種類の正の値を書いてください（1..5/1、6M..12M/3M、x0.8..x1.2/0.1）。
fail-vary-range = --vary の範囲「{ $text }」の両端は、同じ種類の日付・数・期間・動かす長さ・倍率ではありません。
    .help = 例: 2023-10-01..2024-10-01/3M、1..5/1、6M..12M/3M、+0M..+12M/3M、x0.8..x1.2/0.1
fail-vary-reversed = --vary の範囲「{ $text }」は、はじめが終わりより後です。
    .help = 小さいほう（早いほう）を先に書いてください。
fail-vary-too-many = --vary の「{ $text }」は値が多すぎます（10,000 まで）。
    .help = 刻みを大きくしてください。
fail-vary-twice = --vary に同じパス { $text } が2つあります。
    .help = 1つの --vary に値を並べてください。
fail-sweep-many = 計画を { $count } 件作ることになります（確かめずに作るのは { $limit } 件まで）。
    .help = 値を減らすか、それでよければ --yes を付けてください。
fail-sweep-too-many = 計画を { $count } 件作ることになります（一度に作れるのは { $limit } 件まで）。
    .help = 値を減らしてください。
fail-picture-of-axes = 図にできる --vary は1つか2つです（指定は { $count }）。
    .help = --vary を減らすか、図でない形式（table、md、csv、json）にしてください。
fail-scenario-unnamed = どのシナリオを見るかが指定されていません。
    .help = 次のどれかを指定してください: { $known }
fail-scenario-unnamed-none = どのシナリオを見るかが指定されていません。シナリオはまだ一つもありません。
    .help = schedules/scenarios/ に書いてください。
fail-other-schema = { $path } は書式の版が { $schema } の計画で、この版の ikou では読めません。
    .help = ikou plan --output plan.json で作り直してください。
fail-older-schema = { $path } は古い書式（版 { $schema }）の計画で、この版の ikou では読めません。
    .help = 当時の台帳から ikou plan --output plan.json で作り直してください。
fail-newer-schema = { $path } は新しい書式（版 { $schema }）の計画で、この版の ikou では読めません。
    .help = ikou を新しい版に替えてください。
fail-baseline-unnamed = 承認計画の名前がありません。
    .help = 新しい名前を付けるか、次のどれかを指定してください: { $known }
fail-baseline-unnamed-none = 承認計画の名前がありません。
    .help = たとえば ikou baseline save 令和3年8月 のように指定してください。
fail-baseline-bad-name = 「{ $name }」は承認計画の名前に使えません（フォルダの名前になります）。
    .help = / \ : * ? " < > | や先頭の「.」のない、100字までの名前にしてください。
fail-unknown-baseline = 承認計画「{ $name }」がありません。
    .help = 次のどれかを指定してください: { $known }
fail-unknown-baseline-near = 承認計画「{ $name }」がありません。
    .help = 「{ $nearest }」ではありませんか。
fail-no-baselines-named = 承認計画「{ $name }」がありません。
    .help = ikou baseline save { $name } で保存できます。
fail-no-baselines = { $folder } に承認計画がありません。
    .help = 承認された計画を ikou baseline save 名前 で保存してください。
fail-several-baselines = 承認計画が複数あります。
    .help = 名前で指定してください（compare のほかは --baseline の後に）: { $known }
fail-baseline-municipality = { $path } は{ $theirs }の計画で、台帳の{ $ours }のものではありません。
    .help = この団体の承認計画を --baseline で指定してください。
fail-baseline-inventory = { $path } の計画には、台帳にあるシステムが一つもありません。
    .help = この台帳から作った承認計画を指定してください。システムの id を変えたときは、もとの id に戻してください。
fail-baseline-before = { $day } は、{ $path } の計画の基準日 { $as-of } より前です。
    .help = --as-of に { $as-of } 以後の日を指定してください。
fail-baseline-broken = { $path } は今の入力ファイルから作られたとありますが、規則（{ $rule }）を守っていません。
    .help = ikou plan --output plan.json で作り直してください。
fail-baseline-as-of = --plan の計画には基準日（{ $as-of }）があり、--as-of は指定できません。
    .help = --as-of を外してください。
fail-other-plan = 計画 { $path } のシステムは、一つもこの台帳にありません。
    .help = --from には、この台帳から作った計画を指定してください。
fail-not-with-plan = { $flag } は保存した計画には使えません。
    .help = 台帳ファイルを指定してください。
fail-without-page = --with はページに別の計画を入れるものですが、ページの出力が指定されていません。
    .help = -f html か、.html で終わる出力先を指定してください。
fail-bad-as-of = 「{ $text }」は基準日として使えません。
    .help = 2021-08-03 や 令和3年8月3日 のように指定してください。
fail-bad-date = 「{ $text }」は { $flag } の日付として使えません。
    .help = 2021-08-03 や 令和3年8月3日 のように指定してください。
fail-bad-length = 「{ $text }」は { $flag } の期間として使えません。
    .help = 6M（6か月）、2W（2週間）、45d（45日）、30bd（開庁日で30日）のように指定してください。
fail-no-names = 「{ $name }」という{ $kind }はありません。台帳に{ $kind }が一つも書かれていません。
    .help = systems.toml に書き足してください。
fail-unknown-name = 「{ $name }」という{ $kind }はありません。
    .help = 次のどれかを指定してください: { $known }
fail-unknown-name-near = 「{ $name }」という{ $kind }はありません。
    .help = 「{ $nearest }」ではありませんか。
fail-plan-for-inventory = { $path } は保存した計画で、契約や通知の事実を含みません。
    .help = 台帳（systems.toml）を指定してください。
fail-no-calendar = { $path } はカレンダー（.ics）ではありません。
    .help = ikou deadlines で書き出した .ics を指定してください。
wanted-owner = 所管
wanted-business = 業務
wanted-vendor = 事業者
wanted-column = 列
fail-empty-stretch = { $from } から { $to } までの間には日がありません。
    .help = --not-before を --not-after より前の日にしてください。
fail-not-a-cutover = --not-before と --not-after は切替だけに指定できます（{ $what }）。
    .help = cutover、standard.cutover、bridge.cutover のどれかを指定してください。
fail-unknown-bridge = { $system } の経路に「{ $name }」はありません。
    .help = 次のどれかを指定してください: { $known }
fail-unknown-level = 目的に「{ $name }」という水準はありません。
    .help = 次の中から指定してください: { $known }
fail-unknown-level-near = 目的に「{ $name }」という水準はありません。
    .help = 「{ $nearest }」ではありませんか。
fail-level-twice = --objective に「{ $name }」が2回あります。
    .help = 水準は1回ずつ指定してください。
fail-bad-time-limit = --time-limit の「{ $text }」は時間として読めません。
    .help = 30s、5m、1h のように書いてください。
fail-no-level = --objective に、計画を比べる水準が残っていません。
    .help = cost_yen など、水準を一つ以上指定してください。
fail-bad-epoch = 環境変数 SOURCE_DATE_EPOCH の値「{ $text }」は時刻として使えません。
    .help = 1970年からの秒数にするか、--as-of で基準日を指定してください。
fail-bad-clock = この端末の時計が大きくずれています。
    .help = --as-of で基準日を指定してください。
fail-unknown-code = 「{ $code }」という指摘の種類はありません。
    .help = 種類の名前は、指摘の［ ］の中に表示されます。
fail-unknown-code-near = 「{ $code }」という指摘の種類はありません。
    .help = 「{ $nearest }」ではありませんか。
fail-fix-stdin = 標準入力から読んだ台帳は直せません。
    .help = 台帳のファイルを指定してください。
fail-confirm-stdin = 標準入力から読んだ台帳には確認を書き込めません。
    .help = 台帳のファイルを -i で指定してください。
fail-confirm-built-in = { $path } は組み込みの既定値なので、確認を書き込む場所がありません。
    .help = 値を { $file } に書いてから、もう一度実行してください。
fail-confirm-derived = { $path } はほかの事実から決まる値で、どのファイルにも書かれていません。
    .help = もとになった事実を確認してください（ikou why で分かります）。
fail-confirm-wider = { $path } だけを確認済みにはできません。
    .help = まとめて確認できるなら { $wider } を指定してください。
fail-confirm-no-record = { $path } には確認を書き込めません。
    .help = 一つの記録（contract.tax-2016 など）か、その項目を指定してください。
fail-confirm-breaks = 書き込むと指摘が増えるため、ファイルは変えていません。
    .help = 上の指摘を確かめてください。
fail-import-workbook = { $path } はブックとして読めません。
    .help = 壊れていないかを Excel で開いて確かめ、保存し直してください。
fail-import-password = { $path } はパスワードで保護されているため読めません。
    .help = パスワードを外した控えを取り込んでください。
fail-import-xml = { $path } の { $line }行目は XML として正しくありません。
    .help = MS Project の「名前を付けて保存」で XML 形式を選んで保存し直してください。
fail-import-project = { $path } は MS Project の XML として読めません（<Project> ではなく <{ $name }> で始まっています）。
    .help = 「名前を付けて保存」で XML 形式を選んで保存し直してください。
fail-import-too-large = { $path } のセルは { $most }個を超えています。
    .help = 使っていない行や列を削除するか、ファイルを分けてください。
fail-import-map = { $path } の { $line }行目は対応表として読めません。
    .help = [[column]] に key と headers を書いてください。docs/import.md に例があります。
fail-import-map-key = { $path } の key = "{ $key }" に当たる事実はありません。
    .help = docs/import.md の表にある key を書いてください。
fail-import-nothing = システム、契約、機器、事業者のどれも見つかりませんでした。ファイルは変えていません。
    .help = 記入した行があるか、見出しの行に「システム名」があるかを確かめるか、--map で見出しの対応を指定してください。
fail-import-torn = { $path } に書式の誤りがあるため、取り込めません。ファイルは変えていません。
    .help = ikou check で誤りを直してから、もう一度実行してください。
fail-import-breaks = 取り込むと台帳の誤りが増えるため、ファイルは変えていません。
    .help = 上の指摘を確かめ、表か台帳を直してください。
fail-future-confirmation = 確認日 { $on } が基準日 { $as-of } より後です。
    .help = --on に確認した日を指定してください。
fail-bad-text = { $flag } の値が空か、見えない文字を含んでいます。
    .help = 部署名や資料名を1行で指定してください。
fail-bad-report = { $path } は ikou check の結果（json か sarif）でも台帳でもありません。
    .help = ikou check --message-format json で書いたファイルを指定してください。
fail-fixed-code = 「{ $code }」はエラーなので、レベルを下げられません。
    .help = -D でだけ指定できます。

## 使い方の誤り

usage-unknown-argument = 「{ $arg }」という引数は受け付けません。
usage-unknown-command = 「{ $command }」というコマンドはありません。
usage-value-missing = 「{ $arg }」に値がありません。
usage-bad-value = 「{ $value }」は { $arg } の値として使えません。
usage-valid-values = 次のどれかを指定してください: { $values }
usage-valid-values-near = 「{ $name }」ではありませんか。使える値: { $values }
usage-too-many = 「{ $arg }」の値が多すぎます。
usage-conflict = { $arg } と { $prior } は同時に指定できません。
usage-twice = { $arg } が二度指定されています。
usage-required = { $arg } を指定してください。
usage-utf8 = 文字として読めない引数があります。
usage-other = 引数を読み取れません。
usage-more = 詳しくは「{ $command }」をご覧ください。

## 使い方の見出し

help-usage = 使い方:
help-usage-command = <コマンド> [オプション]
help-usage-options = [オプション]
help-commands = コマンド:
help-arguments = 引数:
help-options = オプション:
help-shared = 共通のオプション:
help-examples = 例:
help-values = ［{ $values }］
help-values-joint = 、

## 値

value-file = ファイル
value-date = 日付
value-lang = 言語
value-when = 場合
value-columns = 桁数
value-shape = 形
value-code = 種類
value-of = 対象
value-name = 名前
value-digits = 6桁
value-kind = 種別
value-source = もと
value-dir = フォルダ
value-listing = 形式
value-column = 列
value-format = 形式
value-plan = 計画
value-key = 区分
value-time = 時間
value-effort = 程度
value-system = システム
value-owner = 所管
value-business = 業務
value-vendor = 事業者
value-length = 期間
value-bridge = つなぎ
value-what = 日付
value-paper = 用紙
value-view = 並べ方
value-n = 数
value-scenario = シナリオ
value-levels = 水準,水準
value-change = パス=値
value-vary = パス=値
value-move = パス=期間
value-fact = パス
value-document = 資料名
value-action = 動作
value-shell = シェル

## コマンドと引数

cmd = 自治体の基幹業務システムの移行を計画します
    .detail = 台帳（systems.toml）に書かれた契約・機器・期限から、いつ、どの経路で、いくらで移すかを計算し、日付ごとの理由とともに示します。ネットワークは使いません。
    .examples =
        ikou init
        ikou check
        ikou plan
        ikou why tax
cmd-init = 台帳のひな形を作ります
    .detail = 業務の一覧から、説明付きの台帳を作ります。日付、金額、業務の組み合わせは仮の値（confidence = "assumed"）なので、実際のものに書き換えてください。--xlsx は、所管課に事実を尋ねる Excel の様式を作ります。
    .examples =
        ikou init --name 郡山市 --code 072036 --kind core-city
        ikou init - --lang en
        ikou init --xlsx 照会.xlsx --name 郡山市
cmd-check = 台帳に誤りがないか調べます
    .detail = 誤りと注意点を、書かれている行とともにすべて示します。エラーがあれば終了コードは 1 です。台帳と同じフォルダの schedules/ に calendar.toml、routes.toml、actuals.toml があれば合わせて読みます。
    .examples =
        ikou check
        ikou check --message-format short -D warnings
        ikou check -f sarif > check.sarif
        ikou check --within 6M
        ikou check --against before.toml
cmd-plan = いつ、どの経路で、いくらで移すかを計画します
    .detail = 計画の要約と工程表を表示します。ファイルは --output か --output-dir を指定したときだけ書き、形式は拡張子で決まります。空白期間がある、動かせない期限に間に合わない、または超えられない年度の上限を超える計画では、終了コードは 3 です。
    .examples =
        ikou plan
        ikou plan --as-of 2021-08-03 --output plan.json
        ikou plan --output-dir out
        ikou plan -o plan.html --with server-one-year-longer
cmd-render = 計画を図や表のファイルにします
    .detail = 保存した計画（plan.json）を指定した形式で出力します。台帳（.toml）を指定するか何も指定しなければ、その場で計画を作ります。
    .examples =
        ikou render plan.json -o roadmap.svg
        ikou render plan.json -o plan.html --with approved.json
        ikou render -f json -o -
cmd-budget = どの年度に、何を、どの手当で予算要求するかを整理します
    .detail = 計画の経費を年度別・調達別などにまとめ、要求の期限と議決、債務負担行為の限度額と年割額、長期継続契約、契約が遅れたときの方法、運用経費の前後、5年間の経費を示します。合計は計画（plan.json）の費用と円単位で一致します。
    .examples =
        ikou budget
        ikou budget plan.json --by system --format csv --output budget.csv
        ikou budget --format md --output budget.md
        ikou budget plan.json --against before.json
        ikou budget --against server-one-year-longer
cmd-deadlines = これから何が、いつ、誰に期限を迎えるかを示します
    .detail = 予算要求、議決、公告、契約、通知、切替など計画の節目と、契約・機器・基盤の終わり、台帳の期限、見送った指摘の期限を、日付の順に、理由と過ぎた場合に起きることとともに示します。ics はカレンダーに取り込めます。書き直すときは、置き換えるファイルと比べて、動いた予定の版を上げ、なくなった予定を取り消しにします。
    .examples =
        ikou deadlines --within 6M
        ikou deadlines --owner 税務部
        ikou deadlines --vendor vendor-a --format csv -o deadlines.csv
        ikou deadlines -o deadlines.ics
cmd-why = なぜその日付なのかを説明します
    .detail = システムの日付ごとに、何がその日を決めているか、早めると何が起きるかを、元になった事実と書かれている行までたどって示します。日付は contract（契約）、cutover（切替）、budget_request（予算要求）などで、bridge.contract のように段階を付けられます。--not-before、--not-after、--route を付けると、そうした場合の最良の計画と比べ、どの段でいくら悪くなり、何が押し返し、ほかに何が動くかを示します。
    .examples =
        ikou why tax
        ikou why tax contract
        ikou why tax bridge.cutover --input plan.json
        ikou why tax --not-before 2026-01-01
        ikou why tax --route re-lease
cmd-clash = 両立しない事実と、解消の方法を示します
    .detail = 空白がある、動かせない期限を守れない、または計画が成り立たないとき、同時には成り立たない事実の最小の組を、書かれている行とともに示します。続けて、費用の増減が小さい順に解消の方法を挙げます。いずれも計画を作って検証済みで、--set やシナリオにそのまま貼り付けられます。両立しない事実がなければ 0、あれば 3 で終わります。
    .examples =
        ikou clash
        ikou clash --format json
        ikou clash --set contract.tax-2016.ends=2022-03-31
cmd-slack = 各システムの切替をどこまで遅らせられるかを示します
    .detail = ほかのシステムが動いてもよいとして、空白も期限の超過も今の計画より増えない検証済みの計画がある、最も遅い切替日を示します。事業者の余力、予算、連携、契約をすべて数えます。あわせて、ほかを動かさない場合の余裕と、それより遅らせられない理由になっている事実を示します。システムが 200 を超えるときは、調べるものを指定してください。
    .examples =
        ikou slack
        ikou slack tax care
        ikou slack --format csv > slack.csv
cmd-risk = 各期限が守られる見込みを示します
    .detail = 作業期間、製品の提供開始、金額を、台帳に書かれた幅や分布から（仮定の事項は、仮定に共通の幅から）何度も引き、計画を遅らせてみます。移行ルートと順番は変えず、遅れた契約はその予算で契約できる次の日へ、遅れた切替は次の切替可能日へ移します。各期限が守られる割合、50%・80%・95%の試行が超えない日と金額、結果を決める調達、80%に足りない余裕を示します。種が同じなら結果も同じです。
    .examples =
        ikou risk
        ikou risk --runs 50000 --seed 7 -o risk.svg
        ikou risk --written-only --format md > risk.md
cmd-graph = システム間の依存関係を図にします
    .detail = どのシステムがどのシステムを待つかを、切替日と余裕、余裕が最も小さいもの（クリティカルパス）とともに、図（svg、png、pdf）か、GraphViz、Mermaid の文で出力します。
    .examples =
        ikou graph -f mermaid
        ikou graph plan.json -o links.svg
cmd-scenario = 条件を変えた案（シナリオ）を一覧し、何を変えるかを示します
    .detail = シナリオは schedules/scenarios/ のファイルで、台帳や暦の値を名前を付けて変えます。list は一覧を、show は変える値ごとに変更前と変更後を、書かれている行とともに示します。計画に当てはめるには、各コマンドに --scenario を付けます。
    .examples =
        ikou scenario list
        ikou scenario show server-one-year-longer
        ikou plan --scenario server-one-year-longer
cmd-compare = 計画どうしを並べて比べます
    .detail = シナリオ・保存した計画（plan.json）・承認計画（baseline）・今の台帳（current）を2つ以上並べ、最初のものと比べて、空白・期限・費用・移行ルート・すべての日付・余裕・年度別とシステム別の費用・事業者の負荷の違いを、影響の大きい順に示します。はじめに要点を文で示します。図（svg、png、pdf）では、もとの計画の棒が後ろに薄く見えます。台帳のない所でも、保存した計画どうしは比べられます。
    .examples =
        ikou compare current vendor-a-nine-months-late
        ikou compare baseline current --format md
        ikou compare before.json after.json -o compare.svg
cmd-baseline = 承認された計画を保存し、一覧します
    .detail = save は今の計画（または --plan の計画）を schedules/baseline/名前/plan.json に保存します。同じ名前があるときは --force がなければ上書きしません。list は一覧を、show は一つの承認計画を、もとにしたファイルのハッシュと、その後に変わったファイルとともに示します。
    .examples =
        ikou baseline save 令和3年8月 --as-of 2021-08-03
        ikou baseline save 令和3年8月 --plan plan.json
        ikou baseline list
        ikou baseline show 令和3年8月
cmd-status = 承認計画と実績を比べ、遅れ、見込み、要る手続を示します
    .detail = 承認計画の節目ごとに、予定日、実績（schedules/actuals.toml）または見込み（済んだことをそのままにして作り直した計画）、遅れの日数を、所管・システムごとに示します。新たに守れなくなる期限とその理由、予定日を過ぎて記録のない節目、3月31日を越える遅れに要る予算の手続と会期、40段階の手順の進み具合も示します。
    .examples =
        ikou status --as-of 2022-10-01
        ikou status --baseline 令和3年8月 --owner 税務部
        ikou status --format csv -o status.csv
cmd-sweep = 値をいくつも変えて計画し、期限を過ぎ始める所を探します
    .detail = --vary の値のすべての組み合わせで計画し、空白・期限・費用を並べ、はじめに、どの値から期限を守れなくなるかを示します（値が日付なら1日まで絞ります）。値は a,b,c と並べるか、刻みつきの範囲で書きます: 2023-10-01..2024-10-01/3M、1..5/1、6M..12M/3M。+0M..+12M/3M は日付を動かし、x0.8..x1.2/0.1 は金額や期間に掛けます。図は、1つなら折れ線、2つなら色分けの表です。--tornado は、仮置きの値と範囲で書かれた値を一つずつ動かし、影響の大きい順に並べます。1,000 件を超える計画には --yes が要ります。
    .examples =
        ikou sweep --vary "vendor.vendor-a.available=+0M..+12M/3M"
        ikou sweep --vary "vendor.vendor-a.builds=2..5/1" --vary "hardware.integrated-server.expires=2022-12-31..2023-12-31/6M" -o sweep.svg
        ikou sweep --tornado -o tornado.svg
cmd-assumptions = 仮置きの値を、計画への影響が大きい順に所管ごとに示します
    .detail = 仮置き（confidence = "assumed"）の日付、金額、期間を一つずつ前後に動かして計画を作り直し、空白、期限の超過、費用、切替日がどう変わるかを示します。日付は6か月、金額は2割、期間は25%動かします。影響の大きいものから所管課に確認してください。
    .examples =
        ikou assumptions
        ikou assumptions --owner 市民税課
        ikou assumptions --unconfirmed --format csv > open.csv
cmd-import = Excel、CSV、MS Project のファイルから台帳を作る、または更新します
    .detail = 見出しから列の意味を読み取り、説明付きの台帳を書きます。台帳がすでにあれば、変わった事実だけを書き換えます（注記と順序は残ります）。読み取れなかったセルはすべて、場所と理由とともに示します。読めるのは xlsx、xls、xlsb、ods、CSV（UTF-8、Shift_JIS）、MS Project の XML です。
    .examples =
        ikou import 照会結果.xlsx --name 郡山市 --code 072036 --kind core-city
        ikou import 契約一覧.csv --map 見出し.toml
        ikou import 照会結果.xlsx -o systems.toml --dry-run
cmd-confirm = 所管課が確認した事実を、台帳に記録します
    .detail = 事実（contract.tax-2016.ends）または記録全体（contract.tax-2016）に、確認した所管課と日付を書き込みます。注記、順序、桁そろえ、改行はそのまま残します。書き込んだ後も検査の結果が変わらないときだけファイルを変えます。
    .examples =
        ikou confirm contract.tax-2016.ends --by "税務部 市民税課"
        ikou confirm "system.*.owner" --by DX推進課 --on 2021-07-30 --dry-run
cmd-schema = 台帳のファイル、または plan.json などの JSON の構造（JSON Schema）を出力します
cmd-man = マニュアルページ（man）を出力します
    .examples =
        ikou man | man -l -
cmd-completions = シェルの補完スクリプトを出力します

man-name = 名前
man-use = 使い方

arg-lang = 表示の言語。指定がなければ環境変数 IKOU_LANG、台帳の lang、ロケールの順に決まります
arg-color = 色を付ける場合。指定がなければ auto（環境変数 NO_COLOR があれば付けません）
arg-width = 表示の幅（半角の文字数）。指定がなければ画面の幅
arg-ascii = 罫線と記号を ASCII 文字だけで描きます
arg-help = 使い方を表示します
arg-version = バージョンを表示します
arg-file = 台帳ファイル（- は標準入力）。指定がなければ systems.toml
arg-calendar = 暦と予算の規則。指定がなければ schedules/calendar.toml
arg-routes = 移行ルートの定義。指定がなければ schedules/routes.toml
arg-actuals = 実績。指定がなければ schedules/actuals.toml
arg-as-of = 基準日（2021-08-03、令和3年8月3日）。指定がなければ環境変数 SOURCE_DATE_EPOCH、次に今日
arg-objective = 何を良い計画とするか。水準を重んじる順に並べ、書かないものは考えません（gap_days と hard_late_days は、書かなければ先頭に残ります）。指定がなければ台帳に従います
arg-scenario = 条件を変えるシナリオ（schedules/scenarios/ の名前）。指定した順に当てはめます
arg-set = 値を変えます（contract.tax-2016.ends=2023-12-31）。何度でも指定できます
arg-shift = 日付を動かします（contract.tax-2016.ends=+12M）。何度でも指定できます
arg-action = 何をするか
arg-names = 見るシナリオ（show のとき）
arg-scenario-input = 台帳ファイル（- は標準入力）。指定がなければ systems.toml
arg-scenario-format = 標準出力の形式。指定がなければ table
arg-message-format = 指摘の形。指定がなければ human
arg-deny = この種類の指摘をエラーにします（warnings はすべての警告）。何度でも指定できます
arg-warn = この種類の指摘を警告にします
arg-allow = この種類の指摘を出しません
arg-fix = 正しい書き方が一つに決まる誤りを、注記を残したままファイルの中で直します
arg-frozen = schedules/baseline に置いた計画や図が、今の台帳から作ったものと同じかを調べます（違えば終了コード4）
arg-check-within = 基準日からこの期間（6M など）に危うくなる期限も、計画を作って調べます
arg-check-against = 前の結果（json か sarif）か、前の台帳。悪くなったものだけを表示します
arg-output = 書き出すファイル。形式は拡張子で決まります。何度でも指定できます
arg-output-dir = plan.json、ページ（plan.html）と図（roadmap.svg、png、pdf）を書き出すフォルダ
arg-plan-format = 標準出力の形式。指定がなければ table
arg-with = ページ（html）の中で切り替え、重ねる別の計画。plan.json、承認計画（baseline、またはその名前）、同じ台帳に重ねるシナリオの名前、current（今の台帳）のどれか。繰り返し指定できます
arg-paper = 図の用紙。指定がなければ a3
arg-view = 図の並べ方。指定がなければ system（台帳の順）
arg-rows = 図の1ページに載せるシステムの数。指定がなければ用紙に合わせます（a3 は 20）
arg-dpi = PNG の細かさ（1インチあたりの点の数）。指定がなければ 200（13ページ以上では 96）
arg-plan-from = 出発点にする前の計画（plan.json）。いまも守れる限り、それより悪い計画にはなりません
arg-time-limit = この時間（30s、5m、1h）が過ぎたら探索を打ち切り、それまでの最良の計画を示します。同じ入力でも計画が変わることがあります
arg-effort = 探索にかける手間。指定がなければ normal
arg-render-file = 計画（plan.json）か台帳。指定がなければ systems.toml から計画します
arg-format = 出力の形式。指定がなければ出力先の拡張子で決まります
arg-render-output = 出力先のファイル（- は標準出力）。指定がなければ標準出力
arg-plans = 比べる計画: シナリオの名前、plan.json、baseline、current。はじめのものと比べます
arg-compare-input = 台帳（- は標準入力）。指定がなければ systems.toml
arg-compare-all = 変わらない値も表示します
arg-compare-format = 出力の形式。指定がなければ出力先の拡張子で決まり、それもなければ table
arg-compare-output = 出力先のファイル（- は標準出力）。指定がなければ標準出力
arg-vary = 変えるもの: パス=値,値 または パス=始め..終わり/刻み。何度でも指定できます
arg-tornado = 仮置きの値と範囲の値を動かし、影響の大きい順に並べます
arg-sweep-measure = --tornado でいくつまで動かすか。指定がなければ、数秒で終わる数
arg-yes = 計画が多くても作ります
arg-sweep-format = 出力の形式。指定がなければ出力先の拡張子で決まり、それもなければ table
arg-sweep-output = 出力先のファイル（- は標準出力）。指定がなければ標準出力
arg-sweep-effort = 計画1件の探索にかける手間。指定がなければ quick
arg-clash-format = 標準出力の形式。指定がなければ table
arg-groups = 互いに関係するシステムの組を、いくつまで調べるか。指定がなければ 10
arg-owner = この所管のものだけ（名前の一部でも）。何度でも指定できます
arg-business = この業務のものだけ（ID か名前）。何度でも指定できます
arg-vendor = この事業者・体制のものだけ（ID か名前）。何度でも指定できます
arg-within = 基準日からこの期間に迎えるものだけ（6M、2W、45d）
arg-budget-within = 基準日からこの期間に予算要求の締切を迎えるものだけ（6M、2W、45d）
arg-columns = 表に出す列（「,」で区切る）。指定がなければいつもの列
arg-sort = 並べる列（「,」で区切る。前に - を付けると逆順）
arg-previous = 前に書き出した .ics。指定がなければ置き換えるファイル
arg-deadlines-format = 出力の形式。指定がなければ出力先の拡張子で決まり、それもなければ table
arg-deadlines-output = 出力先のファイル（- は標準出力）。指定がなければ標準出力
arg-baseline-action = save（保存）、list（一覧）、show（内容）のどれか
arg-baseline-name = 承認計画の名前
arg-baseline-input = 台帳ファイル（- は標準入力）。指定がなければ systems.toml
arg-baseline-plan = 保存する計画（ikou plan --output plan.json で作ったもの）。指定がなければ台帳から作ります
arg-baseline-force = 同じ名前の承認計画を上書きします
arg-baseline-format = list と show の形式。指定がなければ table
arg-stability = 承認計画の経路と切替日をできるだけ変えません（空白と期限の超過の次に重んじます）
arg-baseline = 承認計画の名前、または計画のファイル（.json）。指定がなければ一つだけあるもの
arg-status-within = この期間（6M、6W、45d）に期限を迎えるものを挙げます。指定がなければ 3M
arg-status-all = 記号のない節目も、予定どおりのものを含めてすべて示します
arg-status-format = 出力の形式。指定がなければ出力先の拡張子で決まり、それもなければ table
arg-status-output = 出力先のファイル（- は標準出力）。指定がなければ標準出力
arg-slack-systems = システムの ID か名前。指定がなければすべて
arg-slack-input = 台帳（- は標準入力）。指定がなければ systems.toml
arg-slack-format = 標準出力の形式。指定がなければ table
arg-why-format = 標準出力の形式。指定がなければ table（json は --not-before、--not-after、--route とともに）
arg-graph-format = 出力の形式。指定がなければ出力先の拡張子で決まり、それもなければ dot
arg-graph-file = 計画（plan.json）か台帳。指定がなければ systems.toml から計画します
arg-graph-output = 出力先のファイル（- は標準出力）。指定がなければ標準出力
arg-risk-file = 台帳（- は標準入力）。指定がなければ systems.toml
arg-risk-runs = 試行の回数（1 から 1,000,000）。指定がなければ 10,000
arg-risk-seed = 乱数の種。指定がなければ 1
arg-risk-written-only = 幅や分布が書かれた事項だけを動かし、仮定というだけの事項は動かしません
arg-risk-format = 標準出力の形式。指定がなければ table
arg-risk-tables = 動かす事項と、契約・切替が移りうる日をすべて書き出すファイル（ほかのプログラム用の JSON）
arg-risk-output = 書き出すファイル（txt、json、csv、md。図は svg、png、pdf）。繰り返せます
arg-budget-file = 計画（plan.json）か台帳。指定がなければ systems.toml から計画します
arg-by = まとめる区分。指定がなければすべての表を示します
arg-against = 比べる計画（plan.json）か、同じ台帳に重ねるシナリオの名前。差を示します
arg-budget-format = 出力の形式。指定がなければ出力先の拡張子で決まり、それもなければ table
arg-budget-output = 出力先のファイル（- は標準出力）。指定がなければ標準出力
arg-system = システムの id か名前
arg-what = 日付の種類。指定がなければ契約と切替のすべて
arg-not-before = この日以降に切り替える場合の計画と比べます
arg-not-after = この日までに切り替える場合の計画と比べます
arg-route = このつなぎを通る場合の計画と比べます
arg-input = 計画（plan.json）か台帳。指定がなければ systems.toml から計画します
arg-unconfirmed = 資料にあっても所管課がまだ確認していない値も含めます
arg-all = 計画が変わらない値も表示します
arg-measure = いくつまで動かして計画し直すか。指定がなければ、数秒で終わる数
arg-assumptions-format = 標準出力の形式。指定がなければ table
arg-facts = 確認した事実か記録のパス（contract.tax-2016.ends、system.*.owner）
arg-confirm-by = 確認した所管課
arg-on = 確認した日。指定がなければ基準日（今日）
arg-confirm-source = もとになった資料。指定がなければ変えません
arg-dry-run = ファイルを変えず、何が変わるかを表示します
arg-confirm-input = 台帳ファイル。指定がなければ systems.toml
arg-of = 何の構造か
arg-shell = シェルの名前
arg-sources = 取り込むファイル（何個でも）
arg-import-output = 台帳ファイル（- は標準出力）。指定がなければ systems.toml
arg-map = 見出しの対応表（TOML）
arg-init-file = 作るファイル（- は標準出力）。指定がなければ systems.toml
arg-name = 団体名
arg-code = 全国地方公共団体コード（6桁）
arg-kind = 団体の種別。指定がなければ city
arg-from = 何から作るか。指定がなければ catalogue（業務の一覧）
arg-xlsx = 台帳の代わりに、所管課に配る照会様式（Excel）を作ります（- は標準出力）
arg-force = すでにあるファイルを上書きします

## シナリオの一覧

scenario-none = { $folder } にシナリオはありません。
scenario-reason = 理由:{" "}
scenario-parent = もと:{" "}
scenario-changes = 変更:{" "}
scenario-count = { $n }件
scenario-state = 状態:{" "}
scenario-stale = 今の台帳には当てはめられません（指摘を確かめてください）
scenario-stale-parent = もとのシナリオが今の台帳に当てはめられないため、使えません
scenario-come-true = 変更はすべて今の台帳のとおりです（仮の話ではなくなっています）
scenario-some-true = 変更のうち { $n }件は、すでに今の台帳のとおりです
scenario-no-inventory = 台帳（systems.toml）がないため、シナリオが今も当てはまるかは確かめていません。
scenario-old = 前:{" "}
scenario-new = 後:{" "}
scenario-nothing = （なし）
scenario-col-id = ID
scenario-col-name = 名前
scenario-col-reason = 理由
scenario-col-parent = もとの想定
scenario-col-changes = 変更の数
scenario-col-state = 状態
scenario-col-come-true = 台帳と同じになった数
scenario-col-file = ファイル
scenario-col-path = パス
scenario-col-old = 変更前
scenario-col-new = 変更後
scenario-col-old-place = 変更前の場所
scenario-col-new-place = 変更後の場所
scenario-is-sound = 使える
scenario-is-stale = 使えない
scenario-is-stale-parent = もとの想定が使えない
scenario-is-come-true = すべて台帳のとおりになった

## 終わりの知らせ

init-done = { $path } を作りました。値を書き換えてから ikou check を実行してください。
init-xlsx-done = { $path } を作りました。所管課で記入した後、ikou import で台帳に取り込めます。
confirm-done = { $path } を確認済みとして記録しました（{ $by }、{ $on }）。
confirm-would = { $path } を確認済みとして記録します（{ $by }、{ $on }）。ファイルはまだ変えていません。
confirm-known = { $path } はすでに確認済みです（{ $by }、{ $on }）。
confirm-more = ほか { $n }件も同じです。
check-fixed = { $path } の { $n }か所を直しました。
check-frozen = { $path } は、今の台帳から作ったものと異なります。
check-frozen-named = { $path } は、{ $plan } から作ったものと異なります。
check-frozen-missing = { $path } がありません。同じ図のほかのページはあります。
check-known = 前からあった指摘 { $n }件は表示していません。
plan-searching = 探索中: { $share }{ $seconds } 秒、{ $steps } 手（Ctrl-C で打ち切り、最良の計画を示します）
plan-making = 計画を作成中: { $share }{ $seconds } 秒、{ $steps } 手
busy = { $what }: { $share }{ $seconds } 秒
busy-share = { $bar } { $percent }% ({ $done }/{ $all })、
busy-slack = 遅らせられる限りを調べています
busy-assumptions = 仮定を動かして計画し直しています
busy-risk = 計画の遅れを試しています
busy-sweep = 組み合わせごとに計画しています
busy-tips = 期限が破れる境目を調べています
busy-writing = 出力を作っています
busy-pages = ページを描いています
plan-ending = それまでの最良の計画をまとめています（{ $seconds } 秒）。もう一度 Ctrl-C で直ちに終わります
plan-from-strange = { $path }: この台帳にない { $n } システムは使いません。
wrote = { $path } を書きました。
wrote-pages = { $first } から { $last } まで { $n } ファイルを書きました。
unknown-glyphs = 図の書体にない文字があります。番号を枠で囲んで示しました: { $chars }
