// The state of reading one file: its mistakes so far, and what the grammar would have accepted at the farthest place
// it reached. A grammar that tries alternatives fails in many places; the farthest is where the file is wrong.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/diagnostic.h"
#include "dsl/lexical.h"
#include "dsl/recovery.h"
#include "dsl/source.h"
#include "dsl/syntax.h"

namespace segue::dsl {

/// Something that could have stood at a place, in the words of messages.
struct Expected {
  enum class Kind {
    kSign,     // a word or sign of the language: shown in quotes
    kThing,    // "a condition"
    kNewName,  // a name that is being declared
  };
  const char* text = "";
  Kind kind = Kind::kSign;

  bool operator==(const Expected& other) const { return std::string_view(text) == other.text && kind == other.kind; }
};

/// Why the grammar stopped.
struct Failure {
  std::size_t offset = 0;
  std::vector<Expected> expected;
  std::vector<const char*> words;  // keywords among what was expected, also those summed up in one Expected
};

class Reading {
 public:
  Reading(const SourceMap& sources, SourceId source)
      : sources_(sources), source_(source), text_(sources.Get(source).text) {}

  std::string_view text() const { return text_; }
  const SourceMap& sources() const { return sources_; }
  SourceId source() const { return source_; }
  Span SpanOf(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  /// The next token's offset; remembers the last answer, since alternatives ask again and again.
  std::size_t Skip(std::size_t offset);

  // --- what was expected
  void Miss(std::size_t offset, Expected expected);
  /// A keyword that could have stood there but is not listed in the message; for "did you mean".
  void MissWord(std::size_t offset, const char* word);
  struct Mark {
    std::size_t offset, expected;
  };
  Mark Remember() const { return {failure_.offset, failure_.expected.size()}; }
  /// Everything missed at `offset` since the mark becomes one expectation.
  void SumUp(const Mark& mark, std::size_t offset, Expected expected);
  /// The farthest place reached in what is being read, and what could have stood there.
  const Failure& failure() const { return failure_; }
  /// Misses are forgotten while a guard lives: a look ahead says nothing about what may stand there.
  class Silence {
   public:
    explicit Silence(Reading& reading) : reading_(reading) { ++reading_.silent_; }
    ~Silence() { --reading_.silent_; }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

   private:
    Reading& reading_;
  };

  // --- mistakes
  void BeginDeclaration(std::size_t offset) { declaration_begin_ = offset; }
  std::size_t declaration_begin() const { return declaration_begin_; }
  /// Lexical mistakes may be met by several alternatives; each is kept once.
  void Report(const Problem& problem);
  void Report(Diagnostic diagnostic);
  /// Explains the farthest failure, at least as far as `where`, and forgets it. Returns its offset.
  std::size_t ReportFailure(std::size_t where);
  /// The next ReportFailure says nothing: what is wrong has been said.
  void Abandon() { abandoned_ = true; }
  /// The names that the unreadable declaration at `begin`, or the unreadable item in [begin, end), would have declared.
  void LoseDeclaration(std::size_t begin);
  void LoseItem(BlockKind kind, std::size_t begin, std::size_t end);
  std::vector<Name> TakeUnread() { return std::move(unread_); }
  bool IsFull() const;
  std::vector<Diagnostic> TakeDiagnostics();

  // --- the block being read
  /// From here on an item of such a block is read, which began at `start`. Gives back what was read before.
  struct Item {
    std::optional<BlockKind> kind;
    std::size_t start = 0;
  };
  Item BeginItem(Item item) { return std::exchange(item_, item); }
  /// A declaration, or another item of the block, begins at the offset.
  bool BeginsSomethingElse(std::size_t offset) const;
  /// As far as the first word tells; for messages.
  bool MayBeginItem(std::size_t offset) const;

  // --- depth of parentheses and `not`s
  int depth = 0;

 private:
  const SourceMap& sources_;
  SourceId source_;
  std::string_view text_;
  Failure failure_;
  int silent_ = 0;
  bool abandoned_ = false;
  std::size_t declaration_begin_ = 0;
  Item item_;
  std::size_t skipped_from_ = static_cast<std::size_t>(-1), skipped_to_ = 0;
  void AddUnread(const Token& token);

  std::vector<Diagnostic> diagnostics_;
  std::vector<Name> unread_;
  std::set<std::pair<std::uint32_t, std::string>> reported_;
};

}  // namespace segue::dsl
