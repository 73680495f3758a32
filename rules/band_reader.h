// `in bands (10, 20)`: the edges that a split puts values together by.
#pragma once

#include "dsl/syntax.h"
#include "engine/program.h"
#include "rules/context.h"

namespace segue::rules {

class BandReader {
 public:
  explicit BandReader(Context& context) : context_(context) {}

  /// Puts the bands of `written` into the lowered split. False when something was reported: a split that has no order
  /// put into bands, a score without bands, edges that do not ascend.
  bool Read(const dsl::NameSplit& written, dsl::Span span, engine::Split& split);

 private:
  /// The field or property whose values are put together; null for anything else, which is reported.
  const engine::FieldDeclaration* ValuesOf(const engine::Split& split) const;
  std::optional<engine::Bands> BandsOf(const dsl::NameSplit& written, const engine::FieldDeclaration& values,
                                       bool points);
  bool AddEdge(const engine::Value& edge, bool points, engine::Bands& bands) const;

  Context& context_;
};

}  // namespace segue::rules
