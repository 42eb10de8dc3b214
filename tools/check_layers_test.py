#!/usr/bin/env python3
"""Tests of check_layers.py."""

import unittest

from check_layers import check_file


def wrong(path, *lines):
    return [text for _, text in check_file(path, list(lines))]


class Layers(unittest.TestCase):

    def test_a_domain_knows_nothing_of_contracts_or_storage(self):
        self.assertTrue(wrong("services/hr/domain/rates.cc", '#include "ett/hr/v1/hr.pb.h"'))
        self.assertTrue(wrong("services/hr/domain/rates.cc", '#include "sql/database.h"'))
        self.assertEqual(wrong("services/hr/domain/rates.cc", '#include "services/hr/domain/rates.h"'), [])

    def test_a_service_does_not_know_another(self):
        self.assertTrue(wrong("services/hr/kinds.cc", '#include "services/property/kinds.h"'))
        self.assertTrue(wrong("services/hr/kinds.cc", '#include "ett/property/v1/property.pb.h"'))

    def test_the_gateway_does_not_know_a_domain(self):
        self.assertTrue(wrong("gateway/main.cc", '#include "services/hr/kinds.h"'))
        self.assertTrue(wrong("gateway/main.cc", '#include "ett/hr/v1/hr.pb.h"'))
        self.assertEqual(wrong("gateway/main.cc", '#include "gateway/edge/gateway.h"'), [])

    def test_the_edge_does_not_know_figures(self):
        self.assertTrue(wrong("gateway/edge/router.cc", '#include "ett/figures/v1/figures.pb.h"'))
        self.assertTrue(wrong("gateway/edge/router.cc", '#include "gateway/composition/domains.h"'))

    def test_lower_parts_do_not_know_higher_ones(self):
        self.assertTrue(wrong("sql/database.cc", '#include "records/records.h"'))
        self.assertTrue(wrong("figures/round.cc", '#include "sql/database.h"'))
        self.assertEqual(wrong("records/records.cc", '#include "sql/database.h"'), [])

    def test_a_name_says_something(self):
        self.assertTrue(wrong("figures/util.cc"))
        self.assertTrue(wrong("figures/common/round.cc"))

    def test_a_file_is_short_enough_to_read(self):
        self.assertTrue(wrong("figures/round.cc", *[""] * 301))
        self.assertEqual(wrong("figures/round.cc", *[""] * 300), [])


if __name__ == "__main__":
    unittest.main()
