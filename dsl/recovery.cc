// Finding the next declaration or item in text that could not be read.
#include "dsl/recovery.h"

#include <algorithm>

#include "dsl/lexical.h"
#include "dsl/quantities.h"

namespace segue::dsl {
namespace {

constexpr auto kNone = std::string_view::npos;

/// Words that go on with the item of the line above rather than begin one.
constexpr std::array<std::string_view, 12> kContinuations = {"at", "more", "today", "yesterday", "starts", "ends",
                                                             "of", "ago",  "ahead", "times",     "time",   "percent"};

template <typename Words>
bool Contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsContinuation(std::string_view word) { return Contains(kContinuations, word) || UnitNamed(word).has_value(); }

bool IsAt(std::string_view text, std::size_t offset, std::string_view sign) {
  return offset < text.size() && text.substr(offset).starts_with(sign);
}

bool IsNameAt(std::string_view text, const Token& token) {
  return token.kind == TokenKind::kText || (token.kind == TokenKind::kWord && !IsReserved(token.in(text)));
}

/// `word name sign`: what follows the name, or kNone.
std::size_t AfterName(std::string_view text, std::size_t after_word) {
  const Token name = NextToken(text, after_word);
  return IsNameAt(text, name) ? SkipBlank(text, name.end) : kNone;
}

bool IsNamedHead(std::string_view text, std::string_view word, std::size_t after_word) {
  constexpr std::array<std::string_view, 5> kWithFormula = {"param", "segment", "metric", "goal", "benchmark"};
  constexpr std::array<std::string_view, 7> kWithBlock = {"event",  "score", "group",     "lifecycle",
                                                          "report", "prune", "experiment"};
  const std::size_t next = AfterName(text, after_word);
  if (next == kNone) return false;
  if (Contains(kWithFormula, word)) return IsAt(text, next, "=");
  if (Contains(kWithBlock, word)) return IsAt(text, next, "{");
  if (word == "flag") return IsWordAt(text, next, "when") || IsWordAt(text, next, "on");
  return word == "alert" && IsWordAt(text, next, "when");
}

bool IsHead(std::string_view text, std::size_t offset) {
  const auto word = text.substr(offset, WordLength(text, offset));
  if (!IsDeclarationWord(word)) return false;
  const std::size_t after_word = offset + word.size();
  const std::size_t next = SkipBlank(text, after_word);
  if (word == "use" || word == "timezone") return TextLength(text, next) > 0;
  if (word == "currency") return ReadCurrency(text, next).length > 0;
  if (word == "week") return IsWordAt(text, next, "starts");
  if (word == "contact") return IsAt(text, next, "{");
  if (word == "account") return IsWordAt(text, next, "event");
  if (word == "advise") return IsWordAt(text, next, "when");
  return IsNamedHead(text, word, after_word);
}

/// `segmnet A =`, `evnet b {`: two names before a sign that only declarations have.
bool IsMisspeltHead(std::string_view text, std::size_t offset) {
  const Token word = NextToken(text, offset);
  if (word.kind != TokenKind::kWord || IsReserved(word.in(text))) return false;
  const std::size_t next = AfterName(text, word.end);
  return next != kNone && (IsAt(text, next, "=") || IsAt(text, next, "{"));
}

bool AtMargin(std::string_view text, std::size_t offset) { return offset == 0 || text[offset - 1] == '\n'; }

/// The line above cannot simply end after this token.
bool EndsExpression(std::string_view text, const Token& token) {
  switch (token.kind) {
    case TokenKind::kWord:
      return !IsReserved(token.in(text)) || token.in(text) == "true" || token.in(text) == "false";
    case TokenKind::kSign:
      return token.in(text) == ")" || token.in(text) == "}";
    case TokenKind::kEnd:
      return false;
    default:
      return true;
  }
}

bool IsState(std::string_view text, const Token& word) {
  constexpr std::array<std::string_view, 3> kStateWords = {"start", "final", "state"};
  return Contains(kStateWords, word.in(text)) && AfterName(text, word.end) != kNone;
}

/// `name ->`, `any ->` or `(a, b) ->`.
bool IsOrigin(std::string_view text, const Token& token) {
  std::size_t after = token.end;
  if (token.in(text) == "(") {
    const std::size_t close = text.find(')', after);
    if (close == kNone || close > LineEnd(text, after)) return false;
    after = close + 1;
  } else if (!IsNameAt(text, token) && token.in(text) != "any") {
    return false;
  }
  return IsAt(text, SkipBlank(text, after), "->");
}

bool IsField(std::string_view text, const Token& name) {
  constexpr std::array<std::string_view, 8> kTypes = {"text", "number", "money", "flag",
                                                      "date", "time",   "list",  "choice"};
  if (!IsNameAt(text, name)) return false;
  return Contains(kTypes, NextToken(text, name.end).in(text));
}

/// The token begins an item of this block for sure.
bool IsItemHead(std::string_view text, BlockKind kind, const Token& token) {
  constexpr std::array<std::string_view, 14> kReportWords = {"by",        "cohorts", "over",  "from",     "for",
                                                             "show",      "compare", "trend", "seasonal", "project",
                                                             "correlate", "goals",   "sort",  "draw"};
  constexpr std::array<std::string_view, 4> kGoalWords = {"by", "owner", "hypothesis", "learned"};
  constexpr std::array<std::string_view, 3> kPruneWords = {"keep", "grace", "needs"};
  constexpr std::array<std::string_view, 5> kExperimentWords = {"arms", "measure", "strata", "from", "before"};
  const auto word = token.in(text);
  const bool at_most = word == "at" && IsWordAt(text, SkipBlank(text, token.end), "most");
  switch (kind) {
    case BlockKind::kFields:
      return IsField(text, token);
    case BlockKind::kLifecycle:
      return IsState(text, token) || IsOrigin(text, token);
    case BlockKind::kReport:
      return Contains(kReportWords, word);
    case BlockKind::kPrune:
      return Contains(kPruneWords, word) || at_most;
    case BlockKind::kScore:
      return word == "at" || (token.kind == TokenKind::kNumber && (word[0] == '+' || word[0] == '-'));
    case BlockKind::kExperiment:
      return Contains(kExperimentWords, word);
    case BlockKind::kGoal:
      return Contains(kGoalWords, word);
    case BlockKind::kGroup:
      return word == "otherwise" ||
             (token.kind == TokenKind::kText && IsWordAt(text, SkipBlank(text, token.end), "when"));
  }
  return false;
}

/// The token may begin a (perhaps misspelt) item after a line that could end where it did.
bool MayStartItem(std::string_view text, BlockKind kind, const Token& token) {
  const bool has_names = kind == BlockKind::kFields || kind == BlockKind::kLifecycle;
  const auto word = token.in(text);
  switch (token.kind) {
    case TokenKind::kDoc:
      return has_names;
    case TokenKind::kText:
      return has_names || kind == BlockKind::kGroup;
    case TokenKind::kNumber:
      return kind == BlockKind::kScore;
    case TokenKind::kSign:
      return kind == BlockKind::kLifecycle && (word == "(" || word == "->");
    case TokenKind::kWord:
      return !IsReserved(word) && !IsContinuation(word);
    default:
      return false;
  }
}

/// Walks over the tokens of a block and remembers how deep in brackets it is.
struct BlockWalk {
  Token token;
  Token previous;
  int parentheses = 0;
  int braces = 0;
  bool after_separator = false;

  void Step(std::string_view text, BlockKind kind) {
    const auto word = token.in(text);
    if (word == "(") ++parentheses;
    if (word == ")") parentheses = std::max(0, parentheses - 1);
    if (word == "{") ++braces;
    if (word == "}") --braces;
    after_separator = word == ";" || (kind == BlockKind::kFields && word == "," && parentheses == 0);
    previous = token;
    token = NextToken(text, token.end);
  }

  bool AtItem(std::string_view text, BlockKind kind) const {
    if (after_separator) return true;
    if (!StartsLine(text, token.begin)) return false;
    if (IsItemHead(text, kind, token)) return true;
    return parentheses == 0 && EndsExpression(text, previous) && MayStartItem(text, kind, token);
  }
};

}  // namespace

bool IsDeclarationWord(std::string_view word) { return Contains(kDeclarationWords, word); }

bool StartsDeclaration(std::string_view text, std::size_t offset) {
  return IsHead(text, offset) && StartsLine(text, offset);
}

bool ResemblesDeclaration(std::string_view text, std::size_t offset) {
  if (!StartsLine(text, offset)) return false;
  const std::size_t at = SkipBlank(text, offset + DocLength(text, offset));
  if (IsHead(text, at) || IsMisspeltHead(text, at) || IsAt(text, at, "\"\"\"")) return true;
  return AtMargin(text, at) && IsDeclarationWord(text.substr(at, WordLength(text, at)));
}

bool MayBeginItem(std::string_view text, BlockKind kind, std::size_t offset) {
  return IsItemHead(text, kind, NextToken(text, offset));
}

bool InterruptsItem(std::string_view text, BlockKind kind, std::size_t offset) {
  const Token token = NextToken(text, offset);
  switch (kind) {
    case BlockKind::kFields:
      return IsField(text, token);
    case BlockKind::kLifecycle:
      return IsOrigin(text, token);
    case BlockKind::kGroup:
      return IsItemHead(text, kind, token) && token.kind == TokenKind::kText;
    case BlockKind::kPrune:
      return token.in(text) == "grace" && NextToken(text, token.end).kind == TokenKind::kNumber;
    default:
      return false;
  }
}

std::size_t NextDeclaration(std::string_view text, std::size_t start, std::size_t from) {
  for (Token token = NextToken(text, from); token.kind != TokenKind::kEnd; token = NextToken(text, token.end)) {
    if (token.begin > start && ResemblesDeclaration(text, token.begin)) return token.begin;
  }
  return text.size();
}

std::size_t NextItem(std::string_view text, BlockKind kind, std::size_t start, std::size_t from) {
  BlockWalk walk{NextToken(text, start), {}, 0, 0, false};
  for (; walk.token.kind != TokenKind::kEnd; walk.Step(text, kind)) {
    const std::size_t at = walk.token.begin;
    if (at < from) continue;
    if (walk.braces == 0 && IsAt(text, at, "}")) return at;
    if (at == start) continue;
    if (StartsDeclaration(text, SkipBlank(text, at + DocLength(text, at)))) return at;
    if (walk.braces == 0 && walk.AtItem(text, kind)) return at;
  }
  return text.size();
}

std::size_t OpenBracket(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<std::size_t> open;
  for (Token token = NextToken(text, begin); token.begin < end; token = NextToken(text, token.end)) {
    const auto sign = token.in(text);
    if (sign == "(" || sign == "{") open.push_back(token.begin);
    if ((sign == ")" || sign == "}") && !open.empty()) open.pop_back();
  }
  return open.empty() ? end : open.back();
}

}  // namespace segue::dsl
