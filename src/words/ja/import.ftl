# import が書く台帳の言葉と、取り込めなかった理由

import-head =
    { $name } 基幹業務システム台帳（{ $date }、{ $files } から作成）

    進め方
      1. 末尾の「取り込めなかったセル」を確かめ、必要なものを書き加えます。
      2. ikou check で誤りを調べ、ikou plan で計画を作ります。
      3. 表を直したら、同じファイルにもう一度取り込めます。変わった事実だけが書き換わり、注記は残ります。
import-h-deadline = 個別の期限
import-note = 備考: { $note }
import-source = { $file } [{ $sheet }] { $row }行
import-source-text = { $file } { $row }行
import-left = 取り込めなかったセル
import-left-line = { $left }
import-left-one = { $at }: 「{ $text }」 { $why }

import-why-outside = 表の外にあります。
import-why-no-headings = このシートには見出しとして読める行がありません。
import-why-heading = 見出し「{ $value }」を読めません。対応を --map のファイルに書けます。
import-why-date = 日付として読めません。
import-why-yen = 金額（0円以上、円単位）として読めません。
import-why-number = 整数として読めません。
import-why-length = 期間（6か月、2週間など）として読めません。
import-why-word = 選べる言葉のどれでもありません。
import-why-business = 業務の一覧にありません。
import-why-no-record = どのシステム（契約、機器、事業者）のことか、この行からは分かりません。
import-why-required = 同じ記録に { $value } がないため、台帳に書けません。
import-why-unknown-system = その名前のシステムがありません。
import-why-twice = 別のセルが違う値を示しているため、先のものを使いました。
import-why-broken = エラー値、計算結果のない式、または読めない文字です。
import-why-planned = 作業の日付は ikou が計画するため、取り込みません。

import-summary = システム { $systems }件、契約 { $contracts }件、機器 { $hardware }件、事業者 { $vendors }件を読みました。
import-written = { $path } を作りました。
import-updated = { $path } を更新しました（変更 { $changed }件、追加 { $added }件）。
import-unchanged = { $path } に変わる事実はありませんでした。
import-would = ファイルはまだ変えていません（変更 { $changed }件、追加 { $added }件）。
import-changed = { $path }: { $old } → { $new }（{ $at }）
import-added = { $path } を追加（{ $at }）
import-added-record = { $path } を追加
import-unplaced = { $path } = { $new } は書き込む場所が一つに決まらないため、手で直してください（{ $at }）。
import-left-count = 取り込めなかったセル: { $n }件
