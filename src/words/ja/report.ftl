# 表とロードマップに出る言葉

report-title = { $name } 標準システムロードマップ
report-title-nameless = 標準システムロードマップ
report-as-of = { $date } 現在
report-horizon = 期間 { $from } 〜 { $to }

# 表の見出し
report-summary = 移行計画
report-col-system = システム
report-col-owner = 所管
report-col-route = 移行ルート
report-col-work = 作業
report-col-request = { $mark } 予算要求
report-col-contract = { $mark } 契約
report-col-cutover = { $mark } 切替
report-col-slack = 余裕
report-col-note = 備考
report-days = { $n }日
report-yen = { $n }円
report-none = −
report-no-systems = システムがありません。
report-voted = 措置済
report-signed = 契約済
report-in-house = 庁内作業
report-office = 開庁日
report-all-days = 暦日
report-opened = 開庁
report-closed = 閉庁
report-col-round = 調達
report-col-id = システムID
list-nothing = 該当するものはありません。
list-col-system = システム
list-col-plan = 計画
list-col-route = 移行ルート
list-col-contract = 契約（★）
list-col-cutover = 切替（▲）
list-col-gap = 空白（日）
list-col-hard = 必達期限の超過（日）
list-col-late = 目標の超過（日）
list-col-slack = 余裕（日）
list-col-yen = 費用（円）
list-col-owner = 所管
list-col-vendor = 事業者
list-col-differs = 違いの有無
list-col-id = ID
list-col-state = 状態
list-col-late-systems = 期限超過のシステム
list-col-last = 最後の切替
list-col-phase = 段階
list-col-planned = 計画の切替
list-col-p50 = 50%
list-col-p80 = 80%
list-col-p95 = 95%
list-col-kept = 期限を守る割合
list-col-lacking = 80%までの不足（日）
list-col-sign-by = 必要な契約日
list-col-later = 切替が遅れる割合
list-col-round = 調達
list-col-severity = 重さ
list-col-code = コード
list-col-file = ファイル
list-col-line = 行
list-col-column = 桁
list-col-message = 内容
list-col-path = パス
list-col-help = 対処
list-col-request = 予算要求
list-col-more-gap = 空白が増える割合
list-yes = はい
list-no = いいえ
list-bridge = つなぎ
list-standard = 標準
report-done = 済

# 備考
report-note-gap = 空白 { $n }日
report-note-hard-late = 期限超過 { $n }日
report-note-overrun = 機器の期限超過 { $n }日
report-note-late = 目標超過 { $n }日
report-note-individual = 個別期限 { $date }
report-note-supplementary = 補正予算
report-note-early = ※先行移設
report-note-critical = 余裕最小
report-note-assumed = 仮定あり
report-key-assumed = 仮定あり = 根拠となる資料がなく、所管課の確認を待つ事実に基づくもの
report-key-early = ※先行移設 = 同じ機器を使うほかのシステムより先に移設するもの
report-key-slack = 余裕 = 標準への切替が何日遅れても期限と空白に触れないか

# 移行ルート
report-route = { $bridge } → { $target }
report-bridge-none = 直接移行
report-bridge-re-lease = 再リース
report-bridge-extend = 契約延長
report-bridge-rehost = クラウドへ移設
report-bridge-replace = 新システムへ更新
report-bridge-own-server = 市内部サーバへ移設
report-target-gov-cloud = ガバメントクラウド
report-target-other-cloud = 他のクラウド
report-target-vendor-cloud = 他のクラウド
report-target-own = 庁内
report-short-bridge-none = 直接
report-short-bridge-re-lease = 再リース
report-short-bridge-extend = 延長
report-short-bridge-rehost = 移設
report-short-bridge-replace = 更新
report-short-bridge-own-server = 庁内移設
report-short-target-gov-cloud = ガバクラ
report-short-target-other-cloud = 他クラウド
report-short-target-vendor-cloud = 他クラウド
report-short-target-own = 庁内

# 警告
report-warnings = 注意
report-what-if = 条件を変えた計画です: シナリオ「{ $name }」（{ $n }か所を変更）
report-what-if-typed = 条件を変えた計画です: { $name } の指定（{ $n }か所を変更）
report-warning-gap = { $system }: { $from } から { $to } まで { $days }日間、使えるシステムがありません（空白）。
report-warning-hard-late = { $system }: 切替 { $cutover } は「{ $deadline }」{ $date } に { $days }日 間に合いません。
report-warning-overrun = { $system }: 「{ $deadline }」{ $date } より { $days }日 長く、{ $needed } まで使う必要があります。
report-warning-late = { $system }: 切替 { $cutover } は目標「{ $deadline }」{ $date } を { $days }日 過ぎます。
report-warning-missed-gate = { $system }: { $milestone } { $date } は実績のないまま過ぎました。
report-warning-missed-gate-gap = { $system }: { $milestone }（{ $round }、{ $date } まで）は実績のないまま過ぎました。間に合っていれば、空白は { $days }日 少なくて済みました。
report-warning-missed-gate-late = { $system }: { $milestone }（{ $round }、{ $date } まで）は実績のないまま過ぎました。間に合っていれば切替は { $could } で、期限や目標の超過は { $days }日 少なくて済みました。
report-warning-missed-gate-later = { $system }: { $milestone }（{ $round }、{ $date } まで）は実績のないまま過ぎました。間に合っていれば切替は { $could } で、{ $days }日 早くできました。
report-warning-reference-short = { $system }: 旧システムを参照できるのは { $until } までで、{ $days }日 足りません。
report-warning-ceiling = 「{ $ceiling }」: { $year }の経費 { $planned } 円は上限 { $limit } 円を { $over } 円 超えます。
report-warning-hard-ceiling = 「{ $ceiling }」: { $year }の経費 { $planned } 円は、超えられない上限 { $limit } 円を { $over } 円 超えます。計画は上限で日程を選びません。取れる方法は ikou budget が示します。
report-warning-budget = 契約の前に確かめること（議会の議決、少額随意契約の限度額、繰越など）が { $n } 件あります。ikou budget に一覧があります。
report-warning-soft-blackout = { $system }: 切替 { $cutover } は「{ $blackout }」の期間に入ります。
report-warning-ends-in-closed-days = { $system }: { $what } は切替 { $cutover } 直前の閉庁日 { $date } に終わります。
report-warning-assumed = 確認を待つ仮定の事実が { $count } 件あります。日付は確認後に変わることがあります。
report-warning-other = { $system }: { $code } { $values }
report-warning-more = ほか { $n } 件

# 結果
report-outcome = 結果
report-outcome-optimal = 最適な計画です。これより良い計画がないことを証明しました。
report-outcome-feasible = 規則をすべて守る計画です。最も良いことの証明はまだありません（探索 { $steps } 手）。
report-outcome-infeasible = 守れない条件があります。次は、その中で最も害の少ない計画です。
report-outcome-infeasible-none = 条件が両立しないため、計画を立てられません。
report-outcome-unknown = 探索 { $steps } 手では計画が見つかりませんでした。計画がないとも証明していません。
report-outcome-cut-time-limit = 制限時間で探索を打ち切りました。同じ入力でも、別の計画になることがあります。
report-outcome-cut-interrupt = Ctrl-C で探索を打ち切りました。同じ入力でも、別の計画になることがあります。
report-level-gap_days = 空白
report-level-hard_late_days = 期限の超過
report-level-late_days = 目標の超過
report-level-promises_changed = 承認計画から変わるもの
report-level-promised_days_moved = 承認計画の切替日との差
report-promises = { $n }件
report-level-cost_yen = 費用
report-level-peak_load = 最大の負荷
report-level-cutover_day_sum = 切替までの日数の和
report-level-contract_day_sum = 契約までの日数の和
report-order = 良し悪しは次の順で比べています: { $levels }
report-order-joint = {"、"}
report-not-minded = 考えていません
report-load-percent = { $n }%
report-load-who = { $n }%（{ $who }）
report-bound-exact = これより良くはなりません
report-bound-gap = 下限 { $bound }、差 { $percent }%
report-provider-bound = { $who }: 最後の切替は { $date } より前は不可能: { $systems }システムを { $capacity }班（同時に { $capacity } 件まで）で、早くて { $first } から、作業は延べ { $work }日
report-provider-bound-months = { $who }: 最後の切替は { $date } より前は不可能: { $systems }システムの切替が月に { $capacity } 回まで、どれも各自の作業を終えてから
report-provider-bound-work = { $who }: 最後の切替は { $date } より前は不可能: { $first } 以降に延べ { $work }日の作業があり、同時に { $capacity } 件まで
report-outcome-clash = 両立しない事実と解消の方法: ikou clash
report-conflict = 両立しない条件: { $rule }
report-conflict-system = 両立しない条件（{ $system }）: { $rule }
report-conflict-at-least = 少なくとも { $n }日
report-conflict-fact = { $path } = { $value }（{ $file }:{ $line }）

# お金
report-money = 年度別の経費（円・税込）
report-money-year = { $label }（{ $year }）
report-col-year = 年度
report-col-total = 計
report-col-other = その他
report-money-once = 構築・移設
report-money-month = 利用・運用
report-money-extension = 延長
report-money-present = 現行
report-money-reference = 旧システム参照
report-money-interface = 暫定連携
report-money-blackout = 切替禁止期間
report-money-exit = 途中解約

# 図
report-year = { $label }（{ $year }）
report-today = 基準日 { $date }
report-deadline = { $name } { $date }
report-deadline-own-hardware = 庁内ハードウェア使用期限（{ $name }）
report-deadline-hardware = ハードウェア使用期限（{ $name }）
report-slack = 余裕
report-symbol-request = 当初予算要求
report-symbol-supplementary = 補正予算要求
report-symbol-debt-burden = 債務負担行為の議決
report-symbol-contract = 契約
report-symbol-cutover = 切替
report-short-request = 予算要求
report-short-supplementary = 補正要求
report-short-debt-burden = 債務負担
report-short-contract = 契約
report-short-cutover = 切替
report-look-present = 現行システム
report-look-cloud = クラウド上（現行システム）
report-look-extension = 保守契約延長
report-look-new = クラウド上（新システム）
report-look-own-server = 市内部サーバ
report-look-standard = 国の標準システム
report-look-work = 作業（移設・構築等）
report-look-operation = 運用の別途発注
report-look-reference = 旧システムの参照
report-look-gap = 空白（使えるシステムなし）
report-brief-present = 現行
report-briefest-present = 現行
report-brief-cloud = 移設
report-briefest-cloud = 移設
report-brief-extension = 保守契約延長
report-briefest-extension = 延長
report-brief-new = 新システム
report-briefest-new = 新
report-brief-own-server = 市内部サーバ
report-briefest-own-server = 庁内
report-brief-standard = 国の標準システム
report-briefer-standard = 国の標準
report-briefest-standard = 標準
report-brief-rehost = 移設
report-briefest-rehost = 移設
report-brief-operation = 運用
report-briefest-operation = 運用
report-look-assumed = 斜線 = 仮定した事実に基づく
report-look-link-hard = 先行が必要
report-look-link-soft = 先行が望ましい（暫定連携あり）
report-look-link-together = 同じ日に切替
report-look-deadline = 期限
report-look-hardware = 機器の使用期限
report-look-today = 基準日
report-scenario = シナリオ: { $name }
report-scenario-base = 基準（変更なし）
report-status = 計画の状態
report-quarter = 第{ $n }四半期
report-quarter-short = Q{ $n }
report-legend-symbols = 記号
report-legend-lines = 線
report-legend-bars = 帯
report-look-late = 期限を過ぎた期間
report-look-crossing = 期間の外へ続く
report-page = { $n } / { $of } ページ
report-foot-glyphs = 書体にない文字は番号を枠で囲んで示しています: { $codes }
report-load-heading = 体制の負荷（同時に進む作業）
report-load-of = 最大 { $most } / 上限 { $capacity }
report-load-most = 最大 { $most }
report-view-owner = 所管別
report-view-vendor = 事業者別（最後の移行を担う事業者）
report-view-fiscal-year = 標準への切替の年度別
report-view-critical = 余裕が最小のシステムと、その前後に必要なシステム
report-view-other = そのほか
report-month-day = { $month }/{ $day }
report-span = { $from } 〜 { $to }

# 部品の名前（図にマウスを置いたとき）
report-tip-bar = { $system }: { $name } { $span }
report-tip-symbol = { $system }: { $name } { $date }（{ $round }）
report-tip-link = { $from } → { $to }（{ $kind }）

# SVG の下の説明
report-foot-lanes = 上段 = 住民サービスに使うシステム（切れ目なし）  中段 = 準備の作業  下段 = 節目
report-foot-sources = 根拠: { $files }。事実ごとの出典と確度は plan.json の facts にあります。
report-foot-assumed = 斜線の部分は仮定した事実 { $n } 件に基づき、所管課の確認を待っています。
report-status-optimal = 最適（証明済み）
report-status-feasible = 実行可能（最適は未証明）
report-status-infeasible = 守れない条件あり
report-status-unknown = 計画なし

# 依存関係
report-graph-hard = 先行必須
report-graph-soft = 暫定連携
report-graph-together = 同日切替
report-graph-title = { $name } システム間の依存関係
report-graph-slack = 切替 { $date } 余裕 { $n }日
report-graph-no-cutover = 切替未定

# 規則の名前
report-rule-section = 一覧の値
report-rule-ceiling = 年度の上限
report-rule-complete = 節目と工程の揃い
report-rule-objective = 目的の値
report-rule-hard-deadline = 守るべき期限
report-rule-yen = 経費の内訳
report-rule-level = 早めると目的の値が悪くなる
report-rule-free = どの日でも同じ
report-rule-derived-date = 最も遅い日に置く
report-rule-route = 移行ルート
report-rule-as-of = 過ぎた日には置かない
report-rule-actual = 実績は動かさない
report-rule-order = 手続の順序
report-rule-work-time = 作業に要る期間
report-rule-activity-order = 作業の順序
report-rule-budget-season = 予算要求の時期
report-rule-budget-vote = 予算の議決
report-rule-fiscal-year-of-money = 契約は予算の年度内
report-rule-lapse = 予算の失効
report-rule-instrument = 年度をまたぐ契約の手当
report-rule-preparation = 準備行為
report-rule-council-vote = 契約の議決
report-rule-open-day = 開庁日
report-rule-window = 切替のできる日
report-rule-blackout = 切替禁止期間
report-rule-availability = 製品の提供開始
report-rule-link-hard = 先行するシステム
report-rule-link-together = 同日に切り替えるシステム
report-rule-capacity-builds = 事業者が同時にできる作業
report-rule-capacity-cutovers = 事業者が月にできる切替
report-rule-notice = 通知の期限
report-rule-extension-limit = 延長の限度
report-rule-cover = 使えるシステムが途切れない
report-rule-hard-late = 期限を守る

# 節目の種類
report-milestone-enquiry = 見積依頼
report-milestone-budget_request = 当初予算要求
report-milestone-supplementary_request = 補正予算要求
report-milestone-budget_vote = 予算の議決
report-milestone-debt_burden_vote = 債務負担行為の議決
report-milestone-contract_vote = 契約の議決
report-milestone-tender_notice = 公告
report-milestone-contract = 契約
report-milestone-notice = 契約相手への通知
report-milestone-pia_start = 特定個人情報保護評価の着手
report-milestone-pia = 特定個人情報保護評価の完了
report-milestone-ordinance = 条例の議決
report-milestone-rehearsal = 移行リハーサル
report-milestone-resident_notice = 住民周知
report-milestone-cutover = 切替
report-milestone-operation_contract = 運用の契約
report-milestone-extension_contract = 延長の契約

# 失敗
report-error-draw = 図を描けませんでした: { $cause }
report-error-pages = { $n } ページに分かれます。-o でファイルに書き出すか、--rows か --paper を指定してください。
