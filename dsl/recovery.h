// Where declarations and items begin: how the reader finds its feet after a mistake.
//
// Works on the text alone, without the grammar. A declaration head is strict (`segment Name =`, `event Name {`):
// nothing else in the language puts two names before `=` or `{`, so a head in the middle of an unfinished condition
// is the next declaration and not a name.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace segue::dsl {

/// First words of the declarations.
inline constexpr std::array<const char*, 21> kDeclarationWords = {
    "use",    "timezone", "currency", "week",      "contact", "event",     "account",
    "param",  "segment",  "flag",     "score",     "group",   "lifecycle", "metric",
    "report", "goal",     "prune",    "benchmark", "advise",  "alert",     "experiment"};
bool IsDeclarationWord(std::string_view word);

/// A line begins here, and with the head of a declaration.
bool StartsDeclaration(std::string_view text, std::size_t offset);
/// As StartsDeclaration, but a description may stand before it, the first word may be wrong (`segmnet A =`), and a
/// first word at the left margin is enough.
bool ResemblesDeclaration(std::string_view text, std::size_t offset);
/// The first place at or after `from`, and after `start`, that resembles a declaration; else the end of the text.
std::size_t NextDeclaration(std::string_view text, std::size_t start, std::size_t from);

enum class BlockKind { kFields, kLifecycle, kReport, kPrune, kScore, kGroup, kExperiment, kGoal };
/// What stands here can only be the next item of the block, never a name in the item before: `a ->`, `grace 30 days`.
bool InterruptsItem(std::string_view text, BlockKind kind, std::size_t offset);
/// The first word of an item of the block stands here; it may also be a name that an item goes on with.
bool MayBeginItem(std::string_view text, BlockKind kind, std::size_t offset);
/// After a mistake at `from` in the item that began at `start`: the next item of the block, its `}`, the next
/// declaration if the block is not closed, or the end of the text.
std::size_t NextItem(std::string_view text, BlockKind kind, std::size_t start, std::size_t from);

/// The innermost `(` or `{` in [begin, end) that is not closed there; `end` if there is none.
std::size_t OpenBracket(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace segue::dsl
