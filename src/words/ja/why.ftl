# 日付の理由（ikou why）

why-heading = { $system }（{ $id }）: { $bridge } → { $target }　余裕 { $slack }日（{ $as_of } 現在）
why-date = { $what }（{ $stage }、{ $round }）は { $date }（{ $wareki }）
why-fact = 事実: { $path } = { $value }（{ $file } { $line }行目、{ $confidence }）
why-source = 出典: { $source }
why-assumed = 仮定
why-stated = 資料による
why-confirmed = 所管課が確認済み
why-free-between = { $from } から { $to } までの間なら動かせます。
why-yen = { $n }円
why-percent = { $n }ポイント
why-days = { $n }日
why-weeks = { $n }週間
why-months = { $n }か月
why-open-days = 開庁日で{ $n }日

# 節目の名前
why-kind-enquiry = 見積・情報提供依頼
why-kind-budget-request = 当初予算要求
why-kind-supplementary-request = 補正予算要求
why-kind-budget-vote = 予算の議決
why-kind-debt-burden-vote = 債務負担行為の議決
why-kind-contract-vote = 契約の議決
why-kind-tender-notice = 公告
why-kind-contract = 契約
why-kind-notice = 事業者への通知
why-kind-pia-start = 特定個人情報保護評価の開始
why-kind-pia = 特定個人情報保護評価
why-kind-ordinance = 条例改正の議決
why-kind-rehearsal = 移行リハーサル
why-kind-resident-notice = 住民周知
why-kind-cutover = 切替
why-kind-operation-contract = 運用の契約
why-kind-extension-contract = 延長の契約

# 規則
why-rule-actual = { $date } に済んだことなので、動きません。
why-rule-as-of = 基準日 { $as_of } より前には、まだ行っていないことを置けません。
why-rule-as-of-lead = 準備に { $lead_words } かかり、{ $tried } に契約するには基準日 { $as_of } より前に始めることになります。
why-rule-as-of-pia = { $tried } に契約すると、設定の前に要る特定個人情報保護評価（{ $lead_words }）を基準日 { $as_of } より前に始めることになります。
why-rule-as-of-work = 切替を { $tried } にすると、庁内作業を基準日 { $as_of } より前に始めることになります。
why-rule-as-of-resident-notice = 切替を { $tried } にすると、{ $lead_words }前の住民周知が基準日 { $as_of } より前になります。
why-rule-as-of-ordinance = 切替を { $tried } にすると、その前に条例を改正できる議会が基準日 { $as_of } より後にありません。
why-rule-availability = 製品は { $available } から構築に使えます。それより前（{ $tried }）には契約しません。
why-rule-fiscal-year-of-money = { $year }の予算は { $date } から使えます。{ $tried } はまだ前の年度で、その年度の予算はありません。{ $request } までの予算要求に間に合わなければ、次の要求は { $next_request }、契約は { $next_contract } 以降になります。
why-rule-fiscal-year-of-money-voted = 議決済みの{ $year }の予算で契約するため、その年度の初日 { $date } より前には契約できません。
why-rule-preparation = { $tried } に契約するには、{ $lead_words }前の公告等が、準備行為のできる { $preparation_from } より前になります。
why-rule-capacity-builds = { $provider } は { $day } に受けられる作業がいっぱいで、それより早く始められません。
why-rule-capacity-cutovers = { $provider } は { $month } の切替がすでに上限です（一つ前の候補日は { $tried }）。
why-rule-work-time = 契約 { $contract } から作業に { $work_words } かかり、一つ前の切替候補日 { $tried } には間に合いません。
why-rule-activity-order = 前後の作業に挟まれ、{ $lead_words } が要ります。
why-rule-activity-order-fill = 前の作業が終わってから次の作業が始まるまでの間、すべてを充てます。
why-rule-order = 一つ前の候補日 { $tried } は、つなぎの切替より後になりません。
why-rule-link-hard = 先に切り替える「{ $other }」の切替が { $other_cutover } で、それより前には切り替えられません。
why-rule-blackout = 一つ前の候補日 { $tried } は切替禁止期間です。
why-rule-level = 一つ前の候補日 { $tried } にすると、{ $level }が { $by } 悪くなります。
why-rule-free = { $tried } に早めても、規則にも目的にも触れません。
why-rule-budget-season = { $year }当初予算の要求は { $date } が最終日です。
why-rule-budget-vote = { $year }の予算は { $date } の本会議で議決されます。
why-rule-instrument = 作業が3月31日をまたぐため、債務負担行為の議決が要ります。
why-rule-notice = 延長を申し出る期限は { $date } です。過ぎると延長できません。

# 決められた最も遅い日に置くこと
why-derived-enquiry = 予算要求の{ $lead_words }前までに見積や情報提供を依頼します。{ $date } がその最も遅い開庁日です。
why-derived-tender-notice = 契約の{ $lead_words }前までに公告します。{ $date } がその最も遅い開庁日です。
why-derived-pia = 設定を始める前に評価を終えます。{ $date } がその最も遅い開庁日です。
why-derived-pia-start = 評価には { $lead_words } かかります。{ $date } に始めないと設定に間に合いません。
why-derived-rehearsal = 切替から逆算したリハーサルの最終日です。
why-derived-ordinance = 切替より前で最も遅い議会の議決日です。
why-derived-resident-notice = 切替の{ $lead_words }前までに住民へ知らせます。{ $date } がその最も遅い開庁日です。
why-derived-operation-contract = 切替までに運用を契約します。{ $date } がその最も遅い日です。
why-derived-extension-contract = 前の期間が終わるまでに延長を契約します。{ $date } がその最も遅い日です。
why-derived-notice = 契約を終える申し出の期限です。
