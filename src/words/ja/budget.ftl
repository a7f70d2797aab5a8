# 予算の整理（ikou budget）

budget-title = { $name } 標準システムへの移行 予算の整理
budget-title-nameless = 標準システムへの移行 予算の整理
budget-yen = 金額は円（税込み）。計画の期間内に発生する額で、合計は plan.json の費用と一致します。
budget-none = −
budget-year = { $short }（{ $year }）
budget-past = 経過
budget-empty = 経費がありません。
budget-assumed = 仮置き。要確認
budget-stated = 出典あり
budget-percent = { $n }%

# 見出し
budget-years = 年度別の予算
budget-request = { $year }当初予算: { $request } までに要求（{ $vote } 議決）
budget-request-supplementary = { $year }補正予算: { $request } までに要求（{ $vote } 議決）
budget-debts = 債務負担行為（事項、期間、限度額）
budget-contracts = 契約と予算上の手当
budget-running = 1年あたりの運用経費（移行の前後）
budget-five-years = 5年間の経費（調達別）
budget-grouped = { $by }別の経費
budget-difference = 比べた計画との差（{ $by }別）

# 何別か
budget-by-fiscal-year = 年度
budget-by-system = システム
budget-by-round = 調達
budget-by-instrument = 予算上の手当
budget-by-owner = 所管
budget-by-kind = 種別

# 列
budget-col-year = 年度
budget-col-request = 要求期限
budget-col-vote = 議決
budget-col-one-off = 一時経費
budget-col-running = 経常経費
budget-col-penalty = 計画上の調整
budget-col-total = 計
budget-col-new = うち新規
budget-col-committed = うち継続
budget-col-limits = 債務負担限度額
budget-col-matter = 事項
budget-col-instrument = 予算上の手当
budget-col-contract = 契約
budget-col-this-year = 当年度の額
budget-col-limit = 限度額
budget-col-period = 期間
budget-col-shares = 年割額
budget-col-voted = 議決
budget-col-system = システム
budget-col-before = 移行前
budget-col-after = 移行後
budget-col-ratio = 比率
budget-col-service = 利用期間
budget-col-five-running = 運用5年分
budget-col-five-total = 5年計
budget-col-in-plan = うち計画期間内

# CSV の列
budget-csv-year = 年度
budget-csv-system = システム
budget-csv-owner = 所管
budget-csv-round = 調達
budget-csv-kind = 種別
budget-csv-instrument = 予算上の手当
budget-csv-yen = 円

# 手当
budget-instrument-initial = 当初予算
budget-instrument-supplementary = 補正予算
budget-instrument-debt-burden = 債務負担行為
budget-instrument-continuing = 継続費
budget-instrument-long-term = 長期継続契約
budget-instrument-carry-over = 繰越明許費
budget-instrument-existing = 既存の契約
budget-instrument-none = なし

# 名前
budget-no-owner = （所管の記載なし）
budget-extension = { $name } 延長{ $step }回目
budget-link = { $from }→{ $to } 暫定連携
budget-part-work = （作業）
budget-part-running = （利用・運用）
budget-part-extension = {" "}
budget-committed = 継続分（既存の契約、長期継続契約の当年度分、債務負担行為の年割額など）
budget-beyond = 期間後 { $yen }
budget-from = { $year }から
budget-to = { $year }まで
budget-voted = 措置済
budget-open-end = { $from } 〜 終期の定めなし

# 契約
budget-contract = { $matter } { $span }: { $instrument }
budget-law = { $instrument }: { $law }（{ $sure }）
budget-signed = 契約 { $date }（予算は措置済み）。
budget-signed-vote = 契約 { $date }。議決は { $vote }。
budget-signed-last = 契約 { $date }。議決は { $vote } で、これより後の会期では間に合いません。
budget-signed-latest = 契約 { $date }。議決は { $vote }（遅くとも { $session } { $latest }）。
budget-way-sign-by = { $date } までに契約しないと予算は失効します（余裕 { $days }日）。
budget-way-preparation = 公告・見積依頼は { $notice } で、年度が始まる前の準備行為です（{ $from } から可）。予算の成立を条件とします。
budget-way-supplementary = 当初予算に間に合わないときは、予算の後に生じた事由があれば、{ $session }の補正予算（{ $request } までに要求、{ $vote } 議決。地方自治法第218条第1項）による方法があります。
budget-way-zero-debt = 年度の前に契約するなら、{ $session }（{ $request } までに要求、{ $vote } 議決）での債務負担行為（ゼロ債務）による方法があります。
budget-way-carry-over = 遅れて3月31日を越えるときは、{ $session }（{ $vote } 議決）までに、理由を付けて繰越明許費（地方自治法第213条）とする方法があります。計画では使いません。
budget-way-change-debt = 遅れて年割や期間が変わるときは、{ $session }（{ $vote } 議決）までに債務負担行為を変更します。

# 注
budget-note-years = 「うち新規」はその年度の予算で初めて求める調達の額、「うち継続」は既に決まった契約などの額。債務負担限度額は翌年度以降の負担で、計には含みません。
budget-note-penalty = 「計画上の調整」は避けたい時期の切替に計画が付ける重みで、要求する経費ではありません。
budget-note-requests = 後の年度の年割額と継続分も、その年度の予算に計上が要ります。
budget-note-debts = 限度額は契約の翌年度以降に負担する額です。年割額の年度には、改めて要求（●）をせず、年割額を計上します。
budget-note-contracts = 契約 { $count } 件、うち3月31日をまたぐもの { $crossing } 件。
budget-note-running = 移行前は現在の契約と機器の1年分、移行後は国の標準システムの運用の1年分。共用のものは利用するシステムをまとめて示します。比率は移行後÷移行前。
budget-note-five-years = 最初の切替から60か月（契約期間が短ければその終わりまで）の経費。計画の期間の後も同じ価格が続くものとしています。
budget-note-difference = この計画の額から比べた計画の額を引いたもの。差のない行は省きます。
budget-same = 差はありません。
budget-benchmark = 参考: { $name } { $percent }%（{ $source }）

# 契約の方法
budget-method-open = 一般競争入札
budget-method-designated = 指名競争入札
budget-method-proposal = 公募型プロポーザル
budget-method-negotiated = 随意契約
budget-method-small = 少額随意契約
budget-method-in-house = 職員による実施
budget-method = { $method }
budget-method-steps = { $method }（{ $lead }: { $steps }）
budget-method-ground = { $method }（{ $lead }: { $steps }）。根拠: { $ground }

# 指摘
budget-remarks = 契約について確かめること
budget-remark-council = { $round }: 契約 { $date } の額 { $yen } 円は議会の議決が要る額（{ $limit } 円以上）です。仮契約を結び、{ $session }（{ $vote }）の議決を経て契約します。{ $law }（{ $sure }）
budget-remark-small = { $round }: 契約 { $date } の額 { $yen } 円は、その日の少額随意契約の限度額 { $limit } 円を超えます。{ $law }（{ $sure }）
budget-session-initial = 当初予算の定例会

# 財源
budget-sources = 財源（補助金と一般財源等）
budget-col-subsidy = { $name }（{ $rate }%）
budget-col-own = 一般財源等
budget-subsidy = { $name }: 対象経費 { $eligible } 円の { $rate }%。
budget-subsidy-capped = { $name }: 対象経費 { $eligible } 円の { $rate }%、上限 { $cap } 円。
budget-subsidy-assumed = 仮置きの条件があります。交付要綱で確かめてください。
budget-note-sources = 計は要求する経費の額（計画上の調整を除く）。補助金は計画の選び方には影響しません。

# 図
budget-picture-total = 総額 { $yen } 円
budget-picture-note = 金額は円（税込み）。計画の期間内に発生する額で、計画上の調整（避けたい時期の切替に付ける重み）を含みません。
budget-cumulated = 累計
budget-unit-100m = { $n }億円
budget-unit-10k = { $n }万円
budget-unit-1m = { $n }百万円

# 事前協議
budget-precheck = IT事前協議は { $date } まで。調達ごとの5年間の経費を添えます。

# 上限
budget-ceilings = 年度の上限
budget-col-ceiling = 上限の名称
budget-col-ceiling-yen = 上限額
budget-col-ceiling-kind = 扱い
budget-col-planned = 計画の額
budget-col-over = 超過額
budget-ceiling-hard = 超えられない
budget-ceiling-soft = 目安
budget-note-ceilings = 計画は上限で日程を選びません。超えるときは、下の方法を試してください。
budget-ways-out = { $year }「{ $name }」を { $over } 円 超えます
budget-burden-movable = 次のものは動かせるか、試せます。
budget-burden = { $round } { $kind } { $yen } 円
budget-burden-later = 切替を後の年度へ: { $command }
budget-burden-supplementary = 予算の後に生じた事由があれば補正予算へ: { $session }（{ $request } までに要求、{ $vote } 議決。地方自治法第218条第1項）
budget-burden-more = ほかに動かせるもの { $n } 件 { $yen } 円。
budget-burden-fixed = この年度に動かせないもの（既存の契約、前の年度からの利用、延長など） { $n } 件 { $yen } 円。
budget-against = 比べた計画: { $names }
budget-remark-carry-over = { $round }: 契約 { $date } の予算は年度内のもので、作業は3月31日を越えます。{ $session }（{ $vote } 議決）までに、理由を付けて繰越明許費とする議決が要ります。{ $law }（{ $sure }）
budget-carried = 繰越の理由: { $reason }（{ $session }で議決）
budget-shared = 共用
