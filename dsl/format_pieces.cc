// Cuts a text into pieces. What the tokens alone do not tell (which strings are names, which signs are operators, which
// braces hold a param) is looked up in the syntax tree.
#include "dsl/format_pieces.h"

#include <algorithm>
#include <map>
#include <utility>

#include "dsl/lexical.h"
#include "dsl/name_uses.h"
#include "dsl/words.h"
#include "unicode/unicode.h"

namespace segue::dsl {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsBlankLineIn(std::string_view gap) {
  const std::size_t first = gap.find('\n');
  return first != std::string_view::npos && gap.find('\n', first + 1) != std::string_view::npos;
}

std::string WithoutTrailingSpace(std::string_view comment) {
  const std::size_t last = comment.find_last_not_of(" \t\r");
  return std::string(comment.substr(0, last + 1));
}

/// Texts, titles, and names that the data brings, stay as they were written.
bool IsTitle(NameRole role) {
  return role == NameRole::kText || role == NameRole::kReport || role == NameRole::kGoal || role == NameRole::kAlert ||
         role == NameRole::kExperiment || role == NameRole::kPlan || role == NameRole::kList;
}

/// Where the operators between the products of formulas stand: right before the factor that follows.
class OperatorFinder {
 public:
  void Read(const Sum& sum) {
    for (const Product& product : sum.products) Read(product);
    for (std::size_t i = 1; i < sum.products.size(); ++i)
      followed.push_back(sum.products[i].factors.front().span.begin);
  }
  std::vector<std::uint32_t> followed;  // offsets of what stands behind an operator

 private:
  void Read(const Product& product) {
    for (const Factor& factor : product.factors) {
      if (const auto* group = std::get_if<Box<Sum>>(&factor.what)) Read(**group);
    }
  }
};

class Cutter {
 public:
  Cutter(std::string_view text, const File& file) : text_(text), file_(file) {
    for (NameUse& use : NameUses(file)) {
      if (use.quoted && !IsTitle(use.role)) quoted_names_.emplace(use.span.begin, std::move(use.text));
      if (use.role == NameRole::kParam && !use.declares) param_uses_.emplace(use.span.begin, use.span.end);
    }
  }

  Pieces Run() {
    std::size_t at = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    last_end_ = at;
    for (Token token = NextToken(text_, at); token.kind != TokenKind::kEnd; token = NextToken(text_, at)) {
      token.end = std::min(token.end, NumberEnd(token));
      TakeComments(token.begin);
      Append(token);
      last_end_ = at = token.end;
    }
    TakeComments(text_.size());
    Piece end;
    end.begin = static_cast<std::uint32_t>(text_.size());
    Finish(std::move(end));
    MarkParams();
    MarkOperators();
    return std::move(pieces_);
  }

 private:
  /// `5+3` is two numbers and a sign; the sign of `+5` is a piece of its own.
  std::size_t NumberEnd(const Token& token) const {
    if (token.kind != TokenKind::kNumber) return token.end;
    if (!IsDigit(text_[token.begin])) return token.begin + 1;
    const auto number = token.in(text_);
    const std::size_t plus = number.find('+');
    return plus == std::string_view::npos || number.find('T') != std::string_view::npos ? token.end
                                                                                        : token.begin + plus;
  }

  void TakeComments(std::size_t until) {
    for (; next_comment_ < file_.comments.size() && file_.comments[next_comment_].begin < until; ++next_comment_) {
      const Span comment = file_.comments[next_comment_];
      const auto gap = text_.substr(last_end_, comment.begin - last_end_);
      const std::string shown = WithoutTrailingSpace(text_.substr(comment.begin, comment.end - comment.begin));
      if (gap.find('\n') == std::string_view::npos && !pieces_.empty() && waiting_.empty()) {
        pieces_.back().trailing = shown;
      } else {
        waiting_.push_back({shown, IsBlankLineIn(gap)});
      }
      last_end_ = comment.end;
    }
  }

  void Append(const Token& token) {
    Piece piece;
    piece.begin = static_cast<std::uint32_t>(token.begin);
    piece.text = token.in(text_);
    piece.kind = KindOf(token);
    if (piece.kind == PieceKind::kNumber) SeparateUnit(piece.text);
    if (piece.kind == PieceKind::kText) DropNeedlessQuotes(piece);
    piece.blank_before = IsBlankLineIn(text_.substr(last_end_, token.begin - last_end_));
    Finish(std::move(piece));
  }

  void Finish(Piece piece) {
    piece.before = std::exchange(waiting_, {});
    piece.width = unicode::DisplayWidth(piece.text);
    pieces_.push_back(std::move(piece));
  }

  PieceKind KindOf(const Token& token) const {
    switch (token.kind) {
      case TokenKind::kWord:
        return PieceKind::kWord;
      case TokenKind::kText:
        return PieceKind::kText;
      case TokenKind::kDoc:
        return PieceKind::kDoc;
      case TokenKind::kNumber:
        return IsDigit(text_[token.begin]) ? PieceKind::kNumber : PieceKind::kUnarySign;
      default:
        return PieceKind::kSign;
    }
  }

  /// `90days`, `49.90EUR` → `90 days`, `49.90 EUR`. Dates and instants hold a `-`.
  static void SeparateUnit(std::string& number) {
    const std::size_t unit = number.find_first_not_of("0123456789_.");
    if (unit == std::string::npos || number[unit] == '%' || number.find('-') != std::string::npos) return;
    number.insert(unit, " ");
  }

  void DropNeedlessQuotes(Piece& piece) {
    const auto name = quoted_names_.find(piece.begin);
    if (name == quoted_names_.end() || !IsPlainName(name->second)) return;
    if (name->second.size() == 3 && IsBehindMoney()) return;  // three capitals would be a currency
    piece.kind = PieceKind::kWord;
    piece.text = name->second;
  }

  /// Separators do not count: they are not printed.
  bool IsBehindMoney() const {
    auto last = pieces_.rbegin();
    while (last != pieces_.rend() && (last->Is(",") || last->Is(";"))) ++last;
    return last != pieces_.rend() && last->IsWord("money");
  }

  void MarkParams() {
    for (std::size_t i = 1; i + 1 < pieces_.size(); ++i) {
      if (!param_uses_.contains(pieces_[i].begin)) continue;
      pieces_[i - 1].kind = PieceKind::kOpenParam;
      pieces_[i + 1].kind = PieceKind::kCloseParam;
    }
  }

  void MarkOperators() {
    OperatorFinder finder;
    for (const Declaration& declaration : file_.declarations) {
      if (const auto* metric = std::get_if<MetricDeclaration>(&declaration.node)) finder.Read(metric->formula);
    }
    for (const std::uint32_t offset : finder.followed) {
      const std::size_t index = PieceAt(pieces_, offset);
      if (index > 0) pieces_[index - 1].kind = PieceKind::kOperator;
    }
    for (Piece& piece : pieces_) {
      if (piece.Is("*") || piece.Is("/")) piece.kind = PieceKind::kOperator;
    }
  }

  std::string_view text_;
  const File& file_;
  std::map<std::uint32_t, std::string> quoted_names_;
  std::map<std::uint32_t, std::uint32_t> param_uses_;
  Pieces pieces_;
  std::vector<OwnLine> waiting_;
  std::size_t next_comment_ = 0;
  std::size_t last_end_ = 0;
};

}  // namespace

Pieces CutIntoPieces(std::string_view text, const File& file) { return Cutter(text, file).Run(); }

std::size_t PieceAt(const Pieces& pieces, std::uint32_t offset) {
  const auto found = std::ranges::lower_bound(pieces, offset, {}, &Piece::begin);
  return static_cast<std::size_t>(found - pieces.begin());
}

}  // namespace segue::dsl
