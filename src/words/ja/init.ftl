# init が書くひな形の言葉

init-head =
    { $name } 基幹業務システム台帳（{ $date } 時点のひな形）

    進め方
      1. 値を実際のものに書き換え、根拠となる資料を source に書きます。
      2. 仮置き（confidence = "assumed"）の値は、所管課の確認がとれたら記録します: ikou confirm パス --by 所管課
      3. ikou check で誤りを調べ、ikou plan で計画を作ります。

    日付は 2026-03-31、"令和8年3月31日"、"R8.3.31"、月だけなら "2026-03" のように書けます。
    期間は "18M"（月）、"6W"（週）、"45d"（日）、"30bd"（開庁日）、幅は "12M..18M" と書きます。
    金額は円の整数で、税込みです（税抜きなら tax = "excluded" を添えます）。
    業務の組み合わせ、事業者、日付、金額は、どれも仮の値です。

init-h-municipality = 団体
init-h-horizon = 計画を描き、費用を数える期間
init-h-deadline = 期限
init-h-hardware = 機器（複数のシステムが使う機器は、使用期限が一つの線として描かれます）
init-h-vendor = 事業者
init-h-contract = 今の契約
init-h-system = システム（導入しているパッケージごとに一つ。ロードマップの一行になります）
init-h-procurement = 調達（予算要求から切替までの一回分。書かなければ移行ルートの標準の値を使います）
init-h-outside = この団体のシステムで処理しない業務

init-schema = この台帳の書式の版
init-k-name = 団体名
init-k-code = 全国地方公共団体コード（6桁）
init-k-kind = designated-city 指定都市, core-city 中核市, city 市, town 町, village 村, ward 特別区, prefecture 都道府県
init-k-lang = 表示の言語（ja, en）
init-k-population = 人口（30万人以上は特定個人情報保護評価に時間がかかります）
init-k-confidence = assumed 仮置き, stated 資料にある, confirmed 所管課が確認した
init-k-source = 根拠となる資料
init-k-horizon-from = 最初の日
init-k-horizon-to = 最後の日（計画はさらに5年先まで考えます）
init-k-id = 台帳の中での名前
init-k-shown-name = 表示する名前
init-k-date = 最後の日
init-k-deadline-kind = policy 国の目標, individual 特定移行支援, hardware 機器, contract 契約, platform 基盤
init-k-hard = true: 間に合わない計画は終了コード3
init-k-bounds = 何の期限か（standard.cutover 標準システムの稼働, bridge.cutover つなぎの稼働）
init-k-deadline-systems = 一部のシステムだけの期限なら、その id
init-k-weight = 遅れ1日の重さ
init-k-exceptions = 個別の期限（reason は事由1～4）
init-k-platform = own 庁内, vendor-cloud 事業者のクラウド, gov-cloud ガバメントクラウド
init-k-expires = 使える最後の日
init-k-re-lease = 再リース: 一回の長さ、回数、価格
init-k-builds = 同時に進められる構築の数
init-k-cutovers = 一か月に行える切替の数
init-k-contract-vendor = 事業者の id
init-k-ends = 契約の最後の日
init-k-price = 今の価格（month 月額, year 年額, once 一時金）
init-k-notice = 事業者への通知（to-extend 延ばすとき, to-end やめるとき）と期限
init-k-extend = 延長: 一回の長さと回数（価格が変わるなら price を添えます）
init-k-exit = 途中でやめるときの違約金
init-k-group = core ロードマップの行, common 共通機能
init-k-businesses = 処理する業務
init-k-owner = 所管課
init-k-hardware = 載っている機器の id
init-k-contract = 今の契約の id
init-k-current = existing 現行システム, cloud クラウド上の現行システム, cloud-new クラウド上の新システム, own-server 庁内サーバ上
init-k-after = 先に移すシステム（hard 必ず先, soft 仮の連携で前後できる, together 同じ日）
init-k-bridges = 移行までのつなぎの候補（none, extend 契約延長, re-lease 再リース, rehost 移設, replace 更新, own-server 庁内サーバ）
init-k-targets = 移行先の候補（gov-cloud, other-cloud その他のクラウド, own-standard 庁内）
init-k-round-systems = 一緒に調達するシステムの id
init-k-stage = standard 標準システム, rehost 移設, replace 更新, own-server 庁内サーバ
init-k-round-vendor = 作業をする事業者（職員なら team）
init-k-method = open 一般競争, designated 指名競争, proposal プロポーザル, negotiated 随意契約, small 少額随契, in-house 職員
init-k-available = 製品が使えるようになる日
init-k-work = 契約から切替までの期間
init-k-money = none これから要求, voted 議決済み, signed 契約済み
init-k-cost = 費用（once 一時金, month 月額, year 年額）
init-k-outside-business = 業務の id
init-k-outside-reason = 理由

init-name-city = ○○市
init-name-town = ○○町
init-name-village = ○○村
init-name-ward = ○○区
init-name-prefecture = ○○県

init-v-target = 標準準拠システムへの移行期限
init-v-individual = 特定移行支援システムの移行期限
init-v-server = 基幹系統合サーバ
init-v-owner = 税務課
init-v-vendor-a = 事業者Ａ
init-v-vendor-b = 事業者Ｂ
init-v-vendor-c = 事業者Ｃ
init-v-resident = 住民情報システム
init-v-family-register = 戸籍システム
init-v-tax = 税総合システム
init-v-insurance = 保険システム
init-v-welfare = 福祉システム
init-v-child = 子ども・子育て支援システム
init-v-school = 就学システム
init-v-health = 健康管理システム
init-v-common = 共通機能
init-v-outside-reason = 福祉事務所を置かないため、都道府県が行う（要確認）
