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
