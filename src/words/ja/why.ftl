# 日付の理由（ikou why）

why-heading = { $system }（{ $id }）: { $route }　余裕 { $slack }日（{ $as_of } 現在）
why-date = { $what }（{ $stage }、{ $round }）は { $date }
why-fact = 事実: { $path } = { $value }（{ $file } { $line }行目、{ $confidence }）
why-source = 出典: { $source }
why-fact-default = 既定値: { $path } = { $value }（組み込みの { $file } { $line }行目、{ $confidence }）
why-told = （理由は上に述べたとおり）
why-rests-on = ← { $what }（{ $stage }）{ $date }: {""}
why-rests-on-other = ← { $system }の{ $what }（{ $stage }）{ $date }: {""}
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
why-rule-as-of-lead = 契約の準備に { $lead_words }かかります。{ $tried } に契約するには、基準日 { $as_of } より前に始めていなければなりません。
why-rule-as-of-request = { $tried } に契約するには{ $tried_year }の予算が要りますが、その要求（{ $tried_request } まで）は間に合いません（基準日 { $as_of }）。{ $year }の予算は { $year_from } から使えます。{ $request } までの要求に間に合わなければ、次の要求は { $next_request } まで、契約は { $next_contract } 以降になります。
why-rule-as-of-voted = { $tried } に契約するには{ $tried_year }の予算が要りますが、その要求（{ $tried_request } まで）は間に合いません（基準日 { $as_of }）。議決済みの{ $year }の予算は { $year_from } から使えます。
why-rule-as-of-supplementary = 補正予算は { $vote } に議決されます。{ $tried } に契約するには公告等がその前になり、さらに前の予算の要求は間に合いません（基準日 { $as_of }）。
why-rule-as-of-pia = { $tried } に契約すると、設定の前に終える特定個人情報保護評価（{ $lead_words }）を、基準日 { $as_of } より前に始めることになります。
why-rule-as-of-work = { $tried } に切り替えるには、庁内の作業を基準日 { $as_of } より前に始めていなければなりません。
why-rule-as-of-resident-notice = { $tried } に切り替えるには、{ $lead_words }前の住民周知が基準日 { $as_of } より前になります。
why-rule-as-of-ordinance = { $tried } に切り替えるには、その前に条例を改正できる議会が基準日 { $as_of } 以後にありません。
why-rule-as-of-cutover-pia = { $tried } に切り替えるには、設定の前に終える特定個人情報保護評価（{ $lead_words }）を、基準日 { $as_of } より前に始めることになります。
why-rule-availability = 製品は { $available } から構築に使えます。それより前（{ $tried }）には契約しません。
why-rule-availability-work = { $tried } の切替では、製品が構築に使えるようになる { $available } より前に作業が始まります。
why-rule-lapse = { $tried } に契約すると{ $year }の予算を使います。その予算で払える作業は { $until } までで、切替に間に合いません。
why-rule-preparation = { $tried } に契約するには、{ $lead_words }前の公告等が、準備を始められる { $preparation_from } より前になります。
why-rule-council-vote = { $tried } に契約するには、予算の後の会期での契約の議決が間に合いません。契約の議決は { $vote } です。
why-rule-preparation-at-once = { $tried } は、準備を始められる { $preparation_from } より前です。
why-rule-capacity-builds = { $provider }は { $day } に受けられる作業が上限に達していて、それより早く始められません。
why-rule-capacity-cutovers = { $provider }の切替は { $month } に上限に達しています（一つ前の候補日は { $tried }）。
why-rule-work-time = 契約（{ $contract }）から切替までに { $work_words }かかり、一つ前の候補日 { $tried } には間に合いません。
why-rule-activity-order = 前後の作業と重ならない日に置いています。
why-rule-activity-order-forward = 契約の日から順に進めます。この作業に { $lead_words }かかります。
why-rule-activity-order-backward = 切替の日から逆算します。この作業に { $lead_words }かかり、これより遅いと切替に間に合いません。
why-rule-activity-order-fill = 前の作業が終わってから次の作業が始まるまでの期間を、すべて充てます。
why-rule-order = 一つ前の候補日 { $tried } は、つなぎの切替より後になりません。
why-rule-link-hard = 先に切り替える「{ $other }」の切替が { $other_cutover } で、それより前には切り替えられません（一つ前の候補日は { $tried }）。
why-rule-blackout = 一つ前の候補日 { $tried } は切替禁止期間です。
why-rule-level = 一つ前の候補日 { $tried } にすると、計画が { $by } 悪くなります。
why-rule-level-gap-days = 一つ前の候補日 { $tried } にすると、空白が { $by }増えます。
why-rule-level-hard-late-days = 一つ前の候補日 { $tried } にすると、動かせない期限の超過が { $by }増えます。
why-rule-level-late-days = 一つ前の候補日 { $tried } にすると、目標の超過が { $by }増えます。
why-rule-level-cost-yen = 一つ前の候補日 { $tried } にすると、費用が { $by }増えます。
why-rule-level-cost-yen-money = 一つ前の候補日 { $tried } にすると、費用が { $by }増えます（主に{ $money }）。
why-rule-level-peak-load = 一つ前の候補日 { $tried } にすると、最大の負荷が { $by }上がります。
why-rule-free = { $tried } に早めても、規則にも目的にも触れません。
why-rule-budget-season = { $year }当初予算の要求は { $date } が最終日です。
why-rule-budget-season-for-contract = { $contract } の契約には{ $year }の予算を使います。当初予算の要求は { $date } が最終日です。
why-rule-budget-season-supplementary = { $year }補正予算の要求は { $date } が最終日です。
why-rule-budget-vote = { $year }の予算は { $date } の本会議で議決されます。
why-rule-budget-vote-debt-burden = 3月31日をまたぐ契約のため、債務負担行為を予算と同じ { $date } に議決します。

# 決められた最も遅い日に置くこと
why-derived-enquiry = 予算要求の{ $lead_words }前までに見積や情報提供を依頼します。{ $date } がその最も遅い開庁日です。
why-derived-contract-vote = 金額が議会の議決に付すべき契約に当たります。仮契約を結び、{ $date } の議決を経て契約します。
why-derived-tender-notice = 契約の{ $lead_words }前までに公告します。{ $date } がその最も遅い開庁日です。
why-derived-tender-notice-at-once = 契約の日までに公告します。{ $date } がその最も遅い開庁日です。
why-derived-pia = 設定を始める前に評価を終えます。{ $date } がその最も遅い開庁日です。
why-derived-pia-start = 評価には { $lead_words }かかります。{ $date } より遅く始めると、設定までに終わりません。
why-derived-pia-start-at-once = 設定を始める前に評価を終えます。{ $date } がその最も遅い開庁日です。
why-derived-rehearsal = リハーサルの期間で最も遅い開庁日です。
why-derived-ordinance = 切替より前で最も遅い、議会の議決日です。
why-derived-resident-notice = 切替の{ $lead_words }前までに住民へ知らせます。{ $date } がその最も遅い開庁日です。
why-derived-resident-notice-at-once = 切替の日までに住民へ知らせます。{ $date } がその最も遅い開庁日です。
why-derived-operation-contract = 運用は切替と同じ年度の予算で、切替までに契約します。{ $date } がその最も遅い日です。
why-derived-extension-contract = 「{ $of }」の期間は { $end } までで、次の切替はその後です。{ $date } が、延長を契約できる最も遅い日です。
why-derived-notice = 「{ $of }」の期間は { $end } までで、次の切替はその後です。延長の申し出は{ $lead_words }前までで、{ $date } が最も遅い開庁日です。過ぎると延長できません。
why-derived-notice-at-once = 「{ $of }」の期間は { $end } までで、次の切替はその後です。延長の申し出は { $date } が最も遅い開庁日です。過ぎると延長できません。
why-derived-notice-to-end = 「{ $of }」は申し出なければ続きます。{ $end } で終えるには、{ $date } が申し出の最も遅い開庁日です。
