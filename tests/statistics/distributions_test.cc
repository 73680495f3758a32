// Quantiles and tails against R 4.2.
#include "statistics/distributions.h"

#include "tests/statistics/near.h"

using namespace segue::statistics;
using segue::testing::Near;

TEST_CASE("critical values are those of R", "[statistics]") {
  CHECK_THAT(CriticalZ(0.95), Near(1.95996398454005));       // qnorm(.975)
  CHECK_THAT(CriticalZ(0.999), Near(3.29052673149193));      // qnorm(.9995)
  CHECK_THAT(CriticalT(0.95, 3.7), Near(2.86752070719119));  // qt(.975, 3.7)
  CHECK_THAT(CriticalT(0.9, 120), Near(1.65765089935523));   // qt(.95, 120)
}

TEST_CASE("tails are those of R, far out too", "[statistics]") {
  CHECK_THAT(TwoSidedNormal(-3.3), Near(9.66848284767555e-04));  // 2*pnorm(-3.3)
  CHECK_THAT(TwoSidedNormal(12), Near(3.55296422415536e-33));
  CHECK_THAT(TwoSidedStudent(2.2, 7.3), Near(6.21691654000235e-02));  // 2*pt(-2.2, 7.3)
  CHECK_THAT(TwoSidedStudent(-40, 5), Near(1.84119621717730e-07));
  CHECK_THAT(ChiSquareTail(3.2, 2), Near(2.01896517994655e-01));  // pchisq(3.2, 2, lower=FALSE)
  CHECK_THAT(ChiSquareTail(200, 3), Near(4.21854110719204e-43));
  CHECK(TwoSidedNormal(0) == 1);
  CHECK(TwoSidedStudent(0, 4) == 1);
  CHECK(ChiSquareTail(0, 4) == 1);
}
