# 表計算の帳票に出る言葉

sheets-title = { $title }　{ $sheet }
sheets-back = ← { $sheet }
sheets-none = 該当するものはありません。
sheets-year = { $year }年度
sheets-year-matter = { $year } 予算要求

# シートの名前
sheets-cover = 概要
sheets-roadmap = ロードマップ
sheets-systems = システム
sheets-dates = 日程
sheets-deadlines = 期限
sheets-money = 予算総括
sheets-load = 負荷
sheets-open = 確認事項
sheets-findings = 指摘
sheets-holds-roadmap = 月ごとのロードマップ。日付を直すと棒と記号が動きます。
sheets-holds-systems = システムと調達ごとの移行ルート、●★▲、余裕
sheets-holds-dates = すべての節目と作業の日付、その理由
sheets-holds-deadlines = 期限と、各システムの残りの日数
sheets-holds-money = 年度と経費の種類ごとの合計。各年度のシートから計算します。
sheets-holds-year = この年度の予算要求。金額を直すと合計も変わります。
sheets-holds-load = 事業者と体制が同時に行う作業と切替の数
sheets-holds-open = 仮定した事実。所管ごとに確かめて記入します。
sheets-holds-findings = 警告、計画について分かっていること、法令が求めること

# 説明
sheets-note-live = 青い日付を直すと、それに続く日付・棒・記号が動きます。絞り込みは見出しの▼から行えます。
sheets-note-values = システムが多いため、記号は値です。日付を直すと棒だけが動きます。
sheets-note-year = 金額は税込みの円です。青い金額を直すか、表の下に行を足すと、合計に入ります。
sheets-note-money = 金額は税込みの円です。合計は各年度のシートの数式から計算します。
sheets-note-load = 計画を立てた時点の数です。橙は上限いっぱい、赤は上限を超える月です。
sheets-note-open = 黄色の欄に記入してください。確かめた事実は ikou confirm で記録できます。
sheets-note-open-more = 日付の理由にならない仮定がほかに { $n }件あります。システムが多いため、ここには載せていません（ikou assumptions --format csv で一覧できます）。
sheets-note-blue = 青い日付と金額は直せる値、黒い日付と金額は数式で続くものです。

# 列
sheets-col-number = No.
sheets-col-system = システム
sheets-col-owner = 所管
sheets-col-group = 区分
sheets-col-vendor = 事業者・体制
sheets-col-route = 移行ルート
sheets-col-work = 作業
sheets-col-stage = 段階
sheets-col-kind = 区分
sheets-col-from = 開始
sheets-col-to = 終了
sheets-col-request = ● 要求
sheets-col-debt = ◇ 議決
sheets-col-contract = ★ 契約
sheets-col-cutover = ▲ 切替
sheets-col-slack = 余裕（日）
sheets-col-note = 備考
sheets-col-round = 調達
sheets-col-matter = 節目・作業
sheets-col-mark = 記号
sheets-col-year = 年度
sheets-col-done = 実績
sheets-col-reason = 理由
sheets-col-deadline = 期限
sheets-col-deadline-kind = 種類
sheets-col-hard = 扱い
sheets-col-date = 期日
sheets-col-left = 残り（日）
sheets-col-kept = 結果
sheets-col-kind-of-cost = 経費の種類
sheets-col-nature = 性質
sheets-col-new = 新規・継続
sheets-col-instrument = 予算の手当
sheets-col-yen = 金額（円）
sheets-col-limit = 債務負担行為の限度額（円）
sheets-col-asked-by = 要求の期限
sheets-col-remark = 備考
sheets-col-team = 種別
sheets-col-what = 内容
sheets-col-most = 最大
sheets-col-fact = 事実
sheets-col-value = 値
sheets-col-source = 出典
sheets-col-place = 記載箇所
sheets-col-dates = 関わる日付
sheets-col-answer = 確認
sheets-col-right = 正しい値
sheets-col-who = 確認者
sheets-col-when = 確認日
sheets-col-weight = 重さ
sheets-col-about = 対象
sheets-col-told = 内容
sheets-col-sheet = シート
sheets-col-holds = 内容
sheets-legend = 凡例

# 棒の区分
sheets-kind-present = 現行
sheets-kind-cloud = 移設後
sheets-kind-extension = 延長
sheets-kind-new = 新
sheets-kind-own-server = 庁内
sheets-kind-standard = 標準
sheets-kind-work = 作業
sheets-kind-operation = 運用
sheets-kind-reference = 参照
sheets-kind-gap = 空白
sheets-kind-deadline = 期限

# 値
sheets-group-core = 基幹
sheets-group-common = 共通
sheets-hard = 厳守
sheets-soft = 目標
sheets-kept = 間に合う
sheets-missed = 超過
sheets-deadline-policy = 政策
sheets-deadline-hardware = 機器
sheets-deadline-contract = 契約
sheets-deadline-platform = 基盤
sheets-deadline-individual = 個別
sheets-nature-one-off = 一時
sheets-nature-running = 経常
sheets-nature-penalty = 計画上
sheets-new = 新規
sheets-committed = 継続
sheets-uncounted = 要求なし
sheets-later = 後年度のみ
sheets-supplementary = 補正予算
sheets-team = 体制
sheets-vendor = 事業者
sheets-load-work = 同時に行う作業
sheets-load-limit = その上限
sheets-load-cutovers = 切替
sheets-nobody = （全体）
sheets-answer-right = 正しい
sheets-answer-wrong = 誤り
sheets-answer-unknown = 不明
sheets-weight-bad = 重大
sheets-weight-warn = 注意
sheets-weight-told = 参考
sheets-about-warnings = 警告
sheets-about-outcome = 計画の結果
sheets-about-law = 法令
sheets-count-systems = システムの数
sheets-count-assumed = 仮定した事実の数

# 合計
sheets-sum-total = 合計
sheets-sum-new = うち新規
sheets-sum-committed = うち継続
sheets-sum-one-off = うち一時経費
sheets-sum-running = うち経常経費
sheets-sum-penalty = うち計画上の費用
sheets-sum-asked = 要求額
sheets-sum-limits = 債務負担行為の限度額
sheets-sum-planned = 計画の経費
sheets-sum-changed = 計画との差
sheets-own-money = 一般財源
sheets-day-precheck = 事前協議の期限
sheets-day-request = 予算要求の期限
sheets-day-vote = 予算の議決

# できないとき
sheets-error-size = シート「{ $sheet }」が Excel の上限（1,048,576行、16,384列）を超えます。期間かシステムを分けてください。
sheets-error-text = シート「{ $sheet }」のセル { $cell } の文字が Excel の上限（32,767字）を超えます。元の記載を短くしてください。
sheets-error-name = シートの名前「{ $sheet }」が Excel の上限（31字）を超えます。
sheets-error-number = シート「{ $sheet }」のセル { $cell } の数 { $number } は15桁を超え、Excel では正しく表せません。元の金額を確かめてください。
sheets-error-other = シート「{ $sheet }」を作れません（{ $error }）。
