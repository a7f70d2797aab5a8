# ページ（plan.html）に出る言葉

page-span = { $from } 〜 { $to }
page-assumed = 仮定あり
page-none = なし
page-other = その他
page-all = すべて
page-same = 同じ日
page-done = （済）
page-told = （上に記載）

# ページの部分
page-tabs = 計画の表示
page-controls = 計画とページの設定
page-tools = ロードマップの操作
page-filters = 検索と絞り込み
page-tab-roadmap = ロードマップ
page-tab-systems = システム一覧
page-tab-dates = 日程
page-tab-budget = 経費
page-tab-load = 負荷
page-tab-state = 状態
page-plan = 計画
page-compare = 重ねる計画
page-compared = もう一方の ▲
page-ghost = もう一方の計画
page-dark = 暗い画面
page-light = 明るい画面
page-print = 印刷
page-cost = 費用
page-warning-count = 注意 { $n } 件
page-count = { $of } システム中 { $n } を表示
page-systems = （{ $n }）
page-nothing = 検索と絞り込みに合うものがありません。
page-filtered = 検索と絞り込みに合うシステムだけを集計しています。
page-read-only = このページは計画を見るためのもので、計画は変えられません。立て直すには、ファイルを直して ikou を実行してください。

# 検索と絞り込み
page-search = 検索
page-search-hint = 名称、所管、業務
page-vendor = 事業者
page-business = 業務
page-late = 遅れ
page-critical = 余裕最小
page-assumed-only = 仮定あり
page-clear = 絞り込みを解除

# ロードマップ
page-group = 並べ方
page-group-none = 計画の順
page-group-owner = 所管別
page-group-vendor = 事業者別
page-group-business = 業務別
page-group-year = 最後の ▲ の年度別
page-arrows = 矢印
page-zoom = 拡大と縮小
page-zoom-in = 拡大
page-zoom-out = 縮小
page-zoom-fit = 全期間
page-zoomed = 全期間の { $n }%
page-today = 基準日へ
page-earlier = { $n }日 早い
page-later = { $n }日 遅い
page-legend = 凡例と操作
page-lanes = 上段 = 住民サービスに使うシステム（切れ目なし）、中段 = 準備の作業、下段 = 節目。最下段の細い帯 = もう一方の計画。
page-keys = キー: 矢印 = 移動、Enter = 理由、Esc = 閉じる、+ と − = 拡大と縮小、0 = 全期間、/ = 検索。マウス: ドラッグ = 移動、Ctrl + ホイール = 拡大と縮小。タッチ: 2本の指 = 拡大と縮小。
page-click = クリックか Enter で理由を表示

# 理由
page-source = 出典: { $name }
page-confirmed = 確認: { $name }
page-sure-assumed = 仮定
page-sure-stated = 資料に記載
page-sure-confirmed = 所管確認済
page-free = { $from } から { $to } までのどの日でも構いません。
page-no-reason = 計画に理由の記載がありません。
page-close = 閉じる
page-facts = もとになった事実
page-system = システム
page-id = ID
page-deadlines = 期限
page-all-dates = すべての日付とその理由
page-steps = 作業の内訳

# 表
page-request = 予算要求
page-notes = 備考
page-day = 日付
page-what = 内容
page-stage = 段階
page-why = 理由
page-round = 調達
page-kind = 種類
page-instrument = 予算上の措置
page-amount = 円
page-more = 続きを表示（残り { $n } 行）
page-money-chart = 年度別・種類別の経費
page-money-rows = 経費の内訳
page-provider = 事業者・体制
page-team = 庁内
page-peak = 最大
page-capacity = 上限
page-ratio = 上限に対する最大
page-load-chart = 期間中の推移
page-load-remark = ★ から ▲ まで同時に進む作業の数です。破線は上限です。

# 状態
page-changes = この計画で変えた条件
page-path = 項目
page-old = 変更前
page-new = 変更後
page-inputs = もとになったファイル（SHA-256）
approved-plan = 承認計画
approved-plan-named = 承認計画 { $name }
