// Where the items of a block begin, read from the syntax tree; what separates them says nothing.
#include <algorithm>
#include <utility>

#include "dsl/format_pieces.h"

namespace segue::dsl {
namespace {

class ItemFinder {
 public:
  explicit ItemFinder(Pieces& pieces) : pieces_(pieces) {}

  void operator()(const ContactDeclaration& contact) { Fields(contact.fields); }
  void operator()(const EventDeclaration& event) { Fields(event.properties); }
  void operator()(const ScoreDeclaration& score) { Spans(score.items); }
  void operator()(const ReportDeclaration& report) { Spans(report.items); }
  void operator()(const PruneDeclaration& prune) { Spans(prune.items); }
  void operator()(const ExperimentDeclaration& experiment) { Spans(experiment.items); }
  void operator()(const GroupDeclaration& group) {
    Spans(group.labels);
    if (group.otherwise) Otherwise(group);
  }
  void operator()(const LifecycleDeclaration& lifecycle) {
    for (const auto& item : lifecycle.items) {
      if (const auto* state = std::get_if<StateItem>(&item)) {
        Mark(PieceAt(pieces_, state->name.span.begin) - 1);
      } else {
        Mark(PieceAt(pieces_, std::get<TransitionItem>(item).span.begin));
      }
    }
  }
  void operator()(const auto&) {}  // no block

 private:
  /// An item begins with its description, if it has one.
  void Mark(std::size_t index) {
    while (index > 0 && pieces_[index - 1].kind == PieceKind::kDoc) --index;
    pieces_[index].starts_item = true;
  }
  void Fields(const std::vector<Field>& fields) {
    for (const Field& field : fields) Mark(PieceAt(pieces_, field.name.span.begin));
  }
  template <typename Item>
  void Spans(const std::vector<Item>& items) {
    for (const Item& item : items) Mark(PieceAt(pieces_, item.span.begin));
  }
  /// The last item of the block; the tree does not say where it stands.
  void Otherwise(const GroupDeclaration& group) {
    const std::uint32_t behind = group.labels.empty() ? group.name.span.begin : group.labels.back().span.end;
    std::size_t index = PieceAt(pieces_, behind);
    while (index + 1 < pieces_.size() && !pieces_[index].IsWord("otherwise")) ++index;
    pieces_[index].starts_item = true;
  }

  Pieces& pieces_;
};

bool IsSeparator(const Piece& piece) { return piece.Is(";") || piece.Is(","); }

/// Comments of a separator that is not printed: on the line before it, unless that already ends in a comment.
void HandOver(Piece& dropped, Piece& before, Piece& next) {
  std::vector<OwnLine> moved = std::move(dropped.before);
  if (!dropped.trailing.empty() && moved.empty() && before.trailing.empty()) {
    before.trailing = std::move(dropped.trailing);
  } else if (!dropped.trailing.empty()) {
    moved.push_back({std::move(dropped.trailing), false});
  }
  next.blank_before = next.blank_before || (moved.empty() && dropped.blank_before);
  next.before.insert(next.before.begin(), std::move_iterator(moved.begin()), std::move_iterator(moved.end()));
}

void RemoveSeparators(Pieces& pieces) {
  Pieces kept;
  kept.reserve(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::size_t next = i;
    while (next < pieces.size() && IsSeparator(pieces[next])) ++next;
    const bool between_items =
        next > i && !kept.empty() && next < pieces.size() && (pieces[next].starts_item || pieces[next].Is("}"));
    if (between_items) {
      HandOver(pieces[i], kept.back(), pieces[i + 1]);
    } else {
      kept.push_back(std::move(pieces[i]));
    }
  }
  pieces = std::move(kept);
}

}  // namespace

void FindItems(Pieces& pieces, const File& file) {
  ItemFinder finder(pieces);
  for (const Declaration& declaration : file.declarations) std::visit(finder, declaration.node);
  RemoveSeparators(pieces);
}

}  // namespace segue::dsl
