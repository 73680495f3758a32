// The moves of a lifecycle for the contacts of a batch.
#include "engine/kernels.h"
#include "engine/lifecycle_runner.h"

namespace segue::engine {
namespace {

void Clear(MoveColumn& moves) {
  moves.offsets.assign(1, 0);
  moves.at.clear();
  moves.from.clear();
  moves.to.clear();
  moves.transition.clear();
  moves.event_kind.clear();
  moves.event_row.clear();
}

}  // namespace

void RunLifecycle(LifecycleId lifecycle, Workspace& workspace, MoveColumn& out) {
  Clear(out);
  LifecycleRunner runner(lifecycle, workspace, out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position) {
    if (workspace.Exists(position) && !runner.Run(position)) {
      workspace.runaways().push_back({workspace.contact() + position, lifecycle});
    }
    out.offsets.push_back(static_cast<std::uint32_t>(out.at.size()));
  }
}

}  // namespace segue::engine
