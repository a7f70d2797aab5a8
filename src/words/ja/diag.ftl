# 指摘: コードごとに、何が悪いかと、どうすればよいか

## ファイル全体

syntax = TOML として読めません（{ $message }）。
    .help = この行の書き方を確かめてください。
syntax-duplicate = 同じ名前が2回書かれています。
    .help = どちらか一方を消してください。
syntax-no-value = 値が書かれていません。
    .help = 「=」の右に値を書いてください。
syntax-quotes = 文字列が引用符で囲まれていません。
    .help = 値を半角の "…" で囲んでください。
syntax-unclosed-text = 文字列の引用符が閉じていません。
    .help = 値の終わりに半角の " を書いてください。
syntax-character = 使えない文字（制御文字など）があります。
    .help = その文字を消してください。
syntax-unclosed = 括弧が閉じていません。
    .help = 対になる括弧を書いてください。
syntax-comma = 「,」が足りないか、余っています。
    .help = 値と値のあいだに「,」を一つだけ書いてください。
syntax-equals = 「=」が足りないか、余っています。
    .help = 「キー = 値」の形で書いてください。
syntax-key = キーとして読めません。
    .help = キーは半角の英小文字と「-」で書いてください。
syntax-escape = 「\」の使い方が正しくありません。
    .help = 「\」そのものは「\\」と書いてください。
syntax-number = 数として読めません。
    .help = 半角の数字で書いてください。桁の区切りは「_」です。

too-large = ファイルが大きすぎます。
    .help = ファイルを分けるか、不要な記録を除いてください。
too-large-bytes = ファイルが { $count } MiB あります。{ $most } MiB までのファイルを読みます。
too-large-nesting = 入れ子が深すぎます（{ $most } 段まで）。
    .help = 表の入れ子を浅くしてください。
too-large-records = 記録が { $count } 件あります。{ $most } 件までのファイルを読みます。

## キー

unknown-key = キー「{ $key }」は使われません。
    .help = 使えるキー: { $known }
unknown-key-provenance = 出典が付けられたキー「{ $key }」が、この表にありません。
    .help = provenance には、この表に書いたキーの名前を書いてください。
missing-key = 「{ $key }」が書かれていません。
    .help = 「{ $key }」を書き足してください。
missing-key-any = { $key } のどれも書かれていません。
    .help = どれか一つを書いてください。
exclusive-keys = 「{ $one }」と「{ $other }」は同時に書けません。
    .help = どちらか一方を消してください。

## 値

wrong-type = { $expected ->
        [text] 「{ $key }」には文字列を書きます。
        [table] 「{ $key }」には表（{"{"} … {"}"}）を書きます。
        [list] 「{ $key }」には一覧（[ … ]）を書きます。
        [date] 「{ $key }」には日付を書きます。
        [duration] 「{ $key }」には期間を書きます。
        [yen] 「{ $key }」には円単位の金額を書きます。
        [number] 「{ $key }」には数を書きます。
        [boolean] 「{ $key }」には true か false を書きます。
        [fiscal-year] 「{ $key }」には年度を書きます。
        [shift] 「{ $key }」には日付を動かす長さを書きます。
        [ratio] 「{ $key }」には倍率を書きます。
        [month-day] 「{ $key }」には月日を書きます。
       *[other] 「{ $key }」には別の種類の値を書きます。
    }
    .help = { $expected ->
        [text] "…" のように引用符で囲んでください。
        [table] {"{"} キー = 値 {"}"} の形で書いてください。
        [list] [ と ] で囲んでください。
        [date] 2026-03-31 や "令和8年3月31日" のように書いてください。
        [duration] "18M"（月）、"6W"（週）、"45d"（日）、"30bd"（開庁日）のように書いてください。
        [yen] 1_500_000 や "1_000_000..1_500_000" のように書いてください。
        [number] 半角の数字だけを書いてください。
        [boolean] 引用符を付けずに true か false と書いてください。
        [fiscal-year] 2024 や "令和6年度" のように書いてください。
        [shift] "+12M"（月）、"-6W"（週）、"+45d"（日）のように書いてください。
        [ratio] 1.1 や "110%" のように書いてください。
        [month-day] "10-31" のように書いてください。
       *[other] docs/inventory.md のキーの説明を見てください。
    }
wrong-type-records = 「{ $kind }」は記録の並びです。
    .help = [[{ $kind }]] と、角括弧を二重にして書いてください。
unknown-word = 「{ $key }」に「{ $value }」は使えません。
    .help = 使える語: { $known }
unknown-word-event = 契約や機器の実績に「{ $value }」は使えません。
    .help = 使える語: { $known }
empty-text = 文字列が空です。
    .help = 値を書くか、キーごと消してください。
empty-list = 一覧に何も書かれていません。
    .help = 一つ以上書いてください。
too-long = { $count } 文字あります。{ $most } 文字まで書けます。
    .help = 短い名前にしてください。
control-character = 目に見えない文字 { $character } が入っています。
    .help = その文字を消してください。
missing-glyph = 図に使う書体にない文字があります: { $characters }
    .help = 図では別の文字（JIS の範囲）に置き換えてください。
bad-date = 「{ $value }」は日付として読めないか、暦にありません。
    .help = 2026-03-31 や "令和8年3月31日" のように、実在する日を書いてください。
bad-date-time = 「{ $value }」には時刻があります。
    .help = 日付だけを書いてください。
bad-date-outside = { $value } は扱える範囲（{ $first } 年から { $last } 年）の外です。
    .help = 年を確かめてください。
bad-date-fiscal-year = 「{ $value }」は年度として読めません。
    .help = 2024 や "令和6年度" のように書いてください。
bad-date-month-day = 「{ $value }」は月日として読めません。
    .help = "10-31" のように書いてください。
bad-date-as-of = 基準日 { $value } は扱える範囲（{ $first } 年から { $last } 年）の外です。
    .help = --as-of の年を確かめてください。
bad-duration = 「{ $value }」は期間として読めません。
    .help = "18M"（月）、"6W"（週）、"45d"（日）、"30bd"（開庁日）のように書いてください。
bad-duration-single = 「{ $value }」のような幅のある期間は、ここには書けません。
    .help = 一つの期間を書いてください。
bad-duration-long = 「{ $value }」は長すぎます（50年まで）。
    .help = 数と単位を確かめてください。
bad-duration-shift = 「{ $value }」は、日付を動かす長さとして読めません。
    .help = "+12M"（月）、"-6W"（週）、"+45d"（日）のように書いてください。
bad-duration-zero = 期間が 0 です。
    .help = 1 以上の期間を書いてください。
bad-amount = 「{ $value }」は円単位の金額として読めません。
    .help = 1_500_000 や "1_000_000..1_500_000" のように書いてください。
bad-amount-ratio = 「{ $value }」は倍率として読めません（0 から 1000 まで）。
    .help = 1.1 や "110%" のように書いてください。
bad-amount-negative = 金額が負です: { $value }
    .help = 0 以上の金額を書いてください。
bad-amount-large = { $value } 円は大きすぎます（1,000億円まで）。
    .help = 単位は円です。桁を確かめてください。
bad-number-percent = 「{ $value }」は指数として使えません。
    .help = 基準を100とする値を 103 や 103.5 のように書いてください（1000まで）。
bad-number-rate = 「{ $value }」は換算率として使えません。
    .help = 1単位あたりの円を 150 や 149.5 のように書いてください。
bad-number = { $least } から { $most } までの数を書くところです。
    .help = 数を確かめてください。
bad-number-only = { $most } と書くところです。
    .help = { $most } に改めてください。
bad-code = 「{ $value }」は全国地方公共団体コードではありません。
    .help = 検査数字を含む6桁の数字で書いてください。
bad-code-check = 全国地方公共団体コード「{ $value }」の検査数字が合いません。
    .help = 最初の5桁が正しければ「{ $right }」です。
reversed-range = 始まり（{ $low }）が終わり（{ $high }）より後です。
    .help = 順を入れ替えるか、値を確かめてください。
impossible-distribution = 最もありそうな値（{ $likely }）が { $low } から { $high } の外にあります。
    .help = low、likely、high を小さい順に書いてください。
impossible-distribution-date = 日付は対数正規分布（lognormal）にできません。
    .help = shape = "pert"、"triangular" か "uniform" にしてください。
impossible-distribution-lognormal = 対数正規分布（lognormal）の low は0より大きく、high より小さくしてください。
    .help = low と high は5%点と95%点です。low を大きくするか、ほかの形にしてください。
impossible-distribution-nested = 分布の値は一つずつ書きます。
    .help = ここには数を一つだけ書いてください。
overlapping-periods = 期間が前の期間と重なっています。
    .help = どの日も一つの期間だけに入るようにしてください。

## 参照

unknown-id = [[{ $kind }]] に「{ $id }」がありません。
    .help = id を確かめるか、[[{ $kind }]] を書き足してください。
unknown-id-choice = 「{ $id }」という { $kind } はありません。
    .help = 使える id: { $known }
unknown-id-scenario = シナリオ「{ $id }」がありません。
    .help = 同じフォルダにあるファイルの名前（拡張子なし）を書いてください。
unknown-id-not-in-round = 「{ $id }」は調達「{ $round }」の対象ではありません。
    .help = その調達の systems にある id を書いてください。
duplicate-id = id「{ $id }」が2つの { $kind } で使われています。
    .help = どちらかの id を変えてください。
named-twice = 「{ $id }」が2回書かれています。
    .help = 一方を消してください。
unused-id = [[{ $kind }]] の「{ $id }」は、どこからも参照されていません。
    .help = 参照する側の id を確かめるか、この記録を消してください。
no-effect = 「{ $key }」はここでは効きません。
    .help = このキーを消してください。
no-effect-activity = { $key } は一時経費（per = "once"）だけに書けます。
    .help = { $key } を消すか、per = "once" にしてください。
no-effect-confirmed = 「{ $key }」は confidence = "confirmed" のときだけ数えます。
    .help = confidence = "confirmed" にするか、{ $key } を消してください。
no-effect-exit = 途中でやめるときの違約金（{ $key }）は、契約期間（term）のあるつなぎでだけ数えます。
    .help = term を書くか、{ $key } を消してください。
no-effect-interface = 暫定連携の費用（{ $key }）は link = "soft" のときだけ数えます。
    .help = link = "soft" にするか、{ $key } を消してください。
no-effect-likely = この分布の形では「{ $key }」は効きません。
    .help = { $key } を消すか、shape = "pert" か "triangular" にしてください。
no-effect-lint = 「{ $key }」は常にエラーで、[lint] では弱められません。
    .help = この行を消し、指摘された値を直してください。
no-effect-weight = 「{ $key }」は目標の期限（hard = false）だけに効きます。
    .help = { $key } を消すか、hard = false にしてください。
link-cycle = 先行関係が一巡しています: { $way }
    .help = どれか一つを link = "soft" か "together" にしてください。
link-cycle-self = 「{ $id }」が自分自身の後になっています。
    .help = after から「{ $id }」を消してください。

## 業務

unknown-business = 業務「{ $id }」は業務一覧にありません。
    .help = 業務一覧の id を使うか、[[business]] で団体独自の業務として書いてください。
business-not-in-force = 業務「{ $id }」（{ $name }）が標準化の対象と分かるのは { $date } からで、この計画では数えません。
    .help = そのままで構いません。
business-not-in-force-kind = 業務「{ $id }」（{ $name }）は都道府県の標準化対象ではありません（{ $date } 現在の一覧）。
    .help = municipality.kind か、業務の id を確かめてください。
business-served-twice = 業務「{ $id }」（{ $name }）は「{ $system }」も処理しています。
    .help = 一方から消すか、分けた部分を [[business]] で独自の業務として書いてください。
business-unserved = どのシステムも処理しない標準化対象業務が { $count } あります: { $names }
    .help = businesses に加えるか、outside に理由とともに書いてください: { $ids }
business-outside-served = 対象外とした業務「{ $id }」を「{ $system }」が処理しています。
    .help = outside か businesses の一方から消してください。

## 調達

duplicate-procurement = 「{ $system }」の { $stage } の調達が2つあります。
    .help = 一方の systems から「{ $system }」を消すか、一つの調達にまとめてください。
unused-procurement = 調達「{ $id }」の { $stage } を使う移行ルートがありません。
    .help = システムの bridges・targets に加えるか、この調達を消してください。
unpriced-procurement = 調達「{ $id }」に費用がなく、「{ $system }」のほかのルートより安く見えます（{ $stage }）。
    .help = cost を書いてください。
unpriced-procurement-system = 「{ $system }」のどのルートにも費用がなく、計画の費用に入りません。
    .help = [[procurement]] に cost を書いてください。
unpriced-procurement-implied = 「{ $system }」の { $stage } には調達（{ $id }）が書かれておらず、費用 0 円のルートとして比べられます。
    .help = [[procurement]] を費用とともに書いてください。
units-above-capacity = { $kind ->
        [builds] この調達の作業は一度に { $units } 単位を使いますが、{ $provider } の作業枠（builds）は最も多い日でも { $most } です。
       *[cutovers-per-month] この調達の切替は { $units } 単位ですが、{ $provider } の1か月の切替（cutovers-per-month）は最も多い月でも { $most } です。
    }
    .help = units を減らすか、枠を増やしてください。このままでは、この調達はいつまでも切り替えられません。
activities-too-long = 作業の長さの合計（約 { $days } 日）が work の { $work }（約 { $most } 日）に収まりません。
    .help = 作業を短くするか、work を長くしてください。
activities-too-long-open = 長さのない作業が2つ以上あります。
    .help = 長さのない作業（残りを使う作業）は一つにしてください。
missing-ground = { $method ->
        [proposal] 公募型プロポーザル
        [negotiated] 随意契約
       *[other] この契約方法
    }の根拠が書かれていません。
    .help = method に ground = "地方自治法施行令第167条の2第1項第…号" のように書いてください。
small-contract-too-large = 少額随意契約の限度額（{ $limit } 円）を超えています: { $yen } 円
    .help = 別の契約方法にしてください（地方自治法施行令第167条の2第1項第1号・別表第5、契約規則）。
council-vote-needed = この契約（{ $yen } 円）は議会の議決が要ります（{ $limit } 円以上: { $law }）。
    .help = 計画は仮契約の後の会期（契約の議決）を待って契約します。条例の額が違うなら calendar.toml の threshold を改めてください。
notice-too-short = 公告から契約までが { $lead } で、公告に要る { $days }日（公告の日と入札の日を除く）を置けません。
    .help = method の lead を延ばしてください。急を要するなら urgent = true と書きます（各市町村の契約規則）。
notice-too-short-international = 公告から契約までが { $lead } で、国際的な調達に要る { $days }日を置けません（{ $law }）。
    .help = method の lead を延ばしてください（地方公共団体の物品等又は特定役務の調達手続の特例を定める政令。対象でなければ calendar.toml の notice-days に agreement = "none" と書きます）。
notice-too-short-eu-epa = 公告から契約までが { $lead } です。日EU経済連携協定の対象になると { $days }日要るおそれがあります（{ $law }。中核市への適用は未確認）。
    .help = 契約担当課に確かめ、対象なら method の lead を延ばしてください。対象外なら calendar.toml の notice-days に agreement = "none" と書きます。
unknown-ground = 「{ $ground }」は、随意契約の根拠となる条文ではありません。
    .help = 地方自治法施行令第167条の2第1項の第何号かを書いてください。
instrument-too-short = { $year }年度の予算（{ $instrument }）では { $until }年度まで払えません。
    .help = 債務負担行為（地方自治法第214条）か継続費（同第212条）なら instrument を改め、そうでなければ until を改めてください（会計年度独立の原則: 同第208条。繰越明許費は翌年度まで: 同第213条）。
instrument-too-short-work = この作業（{ $work }）は早くても{ $last }までかかりますが、議決された予算で払えるのは{ $until }までです。
    .help = 債務負担行為（地方自治法第214条）として要求し直すか、債務負担行為の変更の議決を受けてください。もっと先まで払えるなら until を書いてください。
instrument-unstated = この契約の作業は早くても{ $last }までかかり、3月31日をまたぎますが、予算上の手当が書かれていません。
    .help = instrument に debt-burden（債務負担行為、地方自治法第214条）、continuing（継続費、第212条）、遅れによる場合は carry-over（繰越明許費、第213条）のどれかを書いてください。
carry-over-needed = 作業は早くても{ $last }までかかりますが、{ $year }年度の予算で払えるのは3月31日までです。繰越明許費を議決できる最後の会期は{ $session }（{ $vote }）です。
    .help = 理由を付けて議決を受け（地方自治法第213条）、instrument = "carry-over" と reason、session を書いてください。
carry-over-needed-passed = 作業は早くても{ $last }までかかりますが、{ $year }年度の予算で払えるのは3月31日までで、議決できる会期は残っていません。
    .help = 繰越明許費（地方自治法第213条）が議決されていれば instrument = "carry-over" と reason、session を書いてください。なければ財政課に確かめてください（第220条第3項）。
long-term-for-work = 構築などの作業を長期継続契約としています。
    .help = 債務負担行為か継続費にしてください。長期継続契約は借入れや保守・運用など、条例の定める契約に限られます（地方自治法第234条の3、同法施行令第167条の17）。
term-beyond-ordinance = 契約期間 { $term } が、長期継続契約の条例の上限 { $limit } を超えています。
    .help = 期間を短くするか、債務負担行為（地方自治法第214条）とする予算を求めてください。条例の上限が違うなら calendar.toml の long-term.limit を改めます。
amount-too-small = 金額が { $yen } 円しかありません。
    .help = 千円単位で書いていれば、円に直してください。
subsidy-beyond-cost = 同じ経費に対する補助率の合計が { $rate }% になります。
    .help = 対象（systems、stages、per）か期間（from、to）を分けてください。
carry-over-without-reason = 繰越明許費に理由（reason）と議決した会期（session）がありません（地方自治法第213条）。
    .help = reason と session を書いてください。
ceiling-exceeded = この年度の経費は、契約と実績で既に { $fixed } 円以上に決まっていて、上限 { $limit } 円を { $over } 円 超えます。
    .help = どの計画でも守れません。金額を確かめるか、財政課と上限を協議してください。
pointless-ceiling = { $year }年度は計画の期間（horizon）の外にあり、上限が効きません。
    .help = fiscal-year を確かめるか、[[ceiling]] を消してください。
money-lapsed = { $year }年度の予算は { $last } までに契約されず、失効しています。
    .help = 契約済みなら state = "signed" に、未契約なら state = "none" にしてください（会計年度独立の原則: 地方自治法第208条第2項）。
future-actual = 基準日 { $as-of } より後の実績です（{ $date }）。この計画では数えません。
    .help = 日付を確かめるか、基準日を進めてください。
future-actual-confirmed = 確認日 { $date } が基準日 { $as-of } より後です。
    .help = 日付を確かめるか、基準日を変えてください。
future-actual-signed = 契約日 { $date } が基準日 { $as-of } より後です。
    .help = まだ契約していなければ state = "voted" か "none" にしてください。
contradicting-actuals = 両立しない実績があります。
    .help = 誤っているほうを改めてください。
contradicting-actuals-twice = 「{ $of }」の { $event } が { $other } と { $date } の2つの日付で書かれています。
    .help = 誤っているほうを消してください。
contradicting-actuals-same-day = 「{ $of }」の { $event } が同じ日 { $date } に2回書かれています。
    .help = 一方を消してください。
contradicting-actuals-order = 「{ $of }」の { $event }（{ $date }）が、{ $before }（{ $other }）より前の日付です。
    .help = どちらかの日付を改めてください。
contradicting-actuals-extended = 「{ $of }」の { $event } は { $count } 回目ですが、延長できるのは { $most } 回までです（at-most）。
    .help = at-most を改めるか、この実績を消してください。
contradicting-actuals-no-extend = 「{ $of }」に extend がないので、{ $event } の実績を数えられません。
    .help = 「{ $of }」に extend を書き足してください。
contradicting-actuals-money = 「{ $of }」の契約日が、実績では { $date }、money では { $other } です。
    .help = どちらかの日付を改めてください。
contradicting-actuals-in-house = 「{ $of }」は職員が行う作業（in-house）で、{ $event } はありません。
    .help = この実績を消すか、method を改めてください。
undated-confirmation = だれが、いつ確認したかが書かれていません。
    .help = confirmed-by と confirmed-on を書いてください（ikou confirm でも書けます）。
unlikely-actual = 実績の日付 { $date } を確かめてください。
    .help = 日付を確かめてください。
unlikely-actual-closed = 閉庁日 { $date } に { $event } とあります。
    .help = 日付を確かめてください。閉庁日に契約できるのは4月1日だけです。
unlikely-actual-old = { $date } は基準日より { $years } 年以上前です。
    .help = 年を確かめてください。
bad-path = 「{ $value }」は、変える値の名前（パス）として読めません。
    .help = contract.tax-2016.ends のように、種類、id、キーを「.」でつないで書いてください。
bad-path-no-value = 「{ $value }」に、変えた後の値がありません。
    .help = 「パス=値」の形で書いてください。
bad-path-whole = 「{ $value }」は記録の並び全体で、置き換えられません。
    .help = 種類のあとに id とキーを書いてください。記録を加えるには [[add.種類]] に書きます。
unknown-path = 「{ $path }」がありません（「{ $part }」が見つかりません）。
    .help = 台帳の id とキーを確かめてください。
wrong-target = 「{ $path }」はこのようには変えられません。
    .help = [change] に新しい値を書いてください。
wrong-target-shift = 「{ $path }」は日付でないか、この長さでは動かせません。
    .help = 日付のパスを書くか、[change] に新しい値を書いてください。月だけの日付は月数で動かします。
wrong-target-scale = 「{ $path }」に、掛けられる金額や期間がありません。
    .help = 金額か期間のパスを書いてください。
wrong-target-append = 「{ $path }」は並びではないので、加えられません。
    .help = [change] に書いてください。
unchanged = 「{ $path }」はすでにその値で、何も変わりません。
    .help = この行を消すか、値を確かめてください。
scenario-cycle = シナリオの parent が一巡しています: { $way }
    .help = どれか一つの parent を消してください。
outside-horizon = 日付が計画の期間の外です。
    .help = 日付か horizon を確かめてください。
outside-horizon-as-of = 基準日 { $date } が計画期間の終わり { $to } より後で、計画することがありません。
    .help = horizon.to を延ばすか、基準日を確かめてください。
outside-horizon-available = 提供開始日 { $date } が、計画が見る最後の日 { $to } より後で、この調達は実施できません。
    .help = available を確かめるか、horizon.to を延ばしてください。
outside-horizon-extendable = { $from } の時点で、すでに終わっています（{ $date } まで）。延長の手続きには間に合いません。
    .help = 延長済みなら actuals.toml に event = "extended" と書いてください。
outside-horizon-ended = { $from } の時点で、すでに終わっています（{ $date } まで）。
    .help = 延長済みなら新しい末日に改めてください。

## 期限

notice-running-out = 延長の申し出は { $date } まで（あと{ $days }日）です。過ぎると延長できず、{ $end } に終わります。
    .help = 延長するなら申し出て、actuals.toml に event = "notice-given" と書いてください。
notice-running-out-to-end = 終了の申し出は { $date } まで（あと{ $days }日）です。過ぎると { $end } の後も続きます。
    .help = 終えるなら申し出て、actuals.toml に event = "notice-given" と書いてください。
extension-used-up = 延長できる回数（{ $steps }回）を使い切っていて、{ $date } に終わります。
    .help = その日までに切り替えるか、まだ延長できないかを契約の相手に確かめてください。
ends-in-closed-days = 最後の日 { $date } は続く閉庁日の途中です。その後、次の開庁日 { $next } の前日まで { $days }日間は契約や保守がありません。
    .help = { $last } を最後の開庁日として切り替えるか、末日を { $next } の前日まで延ばしてください。
ends-in-closed-days-cutover = 最後の日 { $date } は切替 { $cutover } の直前の閉庁日に当たり、切替まで契約や保守のない日があります。
    .help = 閉庁日の間の対応を、事業者に確かめてください。
product-too-late = { $system }: 製品が { $available } から使えるので、切替は早くて { $earliest } です。「{ $deadline }」{ $date } に間に合いません。
    .help = available と work を事業者に確かめるか、期限の exceptions にこのシステムの日を書いてください。
specification-late = 「{ $name }」の仕様の公表（{ $published }）は、施行 { $date } の{ $days }日前です。1年に足りません。
    .help = 施行までに改修と試験ができるか、事業者に確かめてください。
confirmation-old = 確認から1年を過ぎた事実が{ $count }件あります（最も古いものは { $date }）。
    .help = 所管課に確かめ、ikou confirm で記録し直してください。
unconfirmed = 仮定のまま、確認されていない事実が{ $count }件あります。
    .help = 所管課に確かめ、ikou confirm で記録してください。
no-cover = { $system }: { $from } から { $to } まで { $days }日間、使えるシステムがありません（空白）。
    .help = ikou clash で、解消の方法を確かめてください。
deadline-endangered = { $system }: 計画の切替は「{ $deadline }」{ $date } に { $days }日 間に合いません。
    .help = ikou why で、何が切替の日を決めているかを確かめてください。
deadline-endangered-hard = { $system }: 計画の切替は、動かせない期限「{ $deadline }」{ $date } に { $days }日 間に合いません。
    .help = ikou clash で、守る方法を確かめてください。
deadline-endangered-overrun = { $system }: 「{ $deadline }」の期限 { $date } より { $days }日 長く使うことになります。
    .help = ikou clash で、解消の方法を確かめてください。
deadline-endangered-gate = { $system }: { $milestone ->
        [enquiry] 見積依頼
        [budget_request] 予算要求
        [notice] 申し出
        [contract] 契約
       *[other] 手続
    }（{ $round }、{ $date } まで）は実績のないまま過ぎました。
    .help = 済んでいれば actuals.toml に書いてください。
deadline-endangered-lapse = { $system }: 議決済みの予算による契約（{ $round }、{ $date } まで）に、計画では間に合いません。
    .help = ikou why で、何が契約の日を決めているかを確かめてください。
deadline-endangered-unplanned = { $system }: 条件が両立しないため、計画を立てられません。
    .help = ikou clash で、両立しない事実と解消の方法を確かめてください。
cutover-in-blackout = { $system }: 切替 { $cutover } は切替禁止期間「{ $blackout }」に入ります。
    .help = この期間に切り替えてよいか、所管課に確かめてください。
cutovers-close-together = { $vendor }: 切替が1週間のうちに続きます（{ $first } { $first-date }、{ $second } { $second-date }）。
    .help = 事業者の体制を確かめるか、cutovers-per-month で上限を書いてください。
law-in-freeze = { $system }: 「{ $name }」の施行 { $date } が、リハーサルの始まる { $from } から切替 { $cutover } までの間にあります。
    .help = 現行と新しいシステムの両方で対応するか、事業者に確かめてください。

## 暦と免除

empty-season = { $year }年度の予算要求の期間（{ $from }～{ $to }）に開庁日がなく、当初予算を要求できません（horizon までに { $count } 年度分）。
    .help = request の期間か、閉庁日を改めてください。
never-open = 開庁日が1日もありません。
    .help = weekdays から開庁する曜日を除いてください。
unknown-code = 指摘のコード「{ $code }」はありません。
    .help = docs/diagnostics.md にあるコードを書いてください。
unused-waiver = 「{ $code }」の指摘がなく、この [[waive]] は何も消していません。
    .help = この [[waive]] を消してください。
unused-waiver-expired = 「{ $code }」の [[waive]] は { $until } で期限が切れています。
    .help = until を改めるか、この [[waive]] を消してください。

## 場所に添える言葉

label-deadline = この期限
label-other-cutover = もう一方の切替
label-limit-here = この枠
label-first-here = 先にここにあります
label-other-period = この期間と重なります
label-other-key = もう一方のキー
label-from = 始まり
label-round = この調達
label-other-actual = もう一方の実績
label-terms = 延長の条件
label-money = 台帳の契約日
label-served-here = ここで処理しています
label-removed = ここで除きました
label-inventory = この値
label-same = 今の値
label-meant = これのことですか
label-looked-here = この中を探しました
label-parent = ここから続きます
label-cycle-next = 「{ $id }」の後
