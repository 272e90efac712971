"""What lies below a group, as the public may see it."""

import pytest

from diseases.models import Ancestry
from foundations.provenance import Evidence
from routing.scope import claimed_below
from structures.models import Claim

pytestmark = pytest.mark.django_db

NF1 = 636


def test_a_claim_on_general_knowledge_puts_nothing_in_scope():
    group = Ancestry.objects.filter(descendant=NF1).exclude(ancestor=NF1).first().ancestor_id
    assert NF1 in {disease.orpha for disease in claimed_below(group)}
    Claim.objects.filter(disease=NF1).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert NF1 not in {disease.orpha for disease in claimed_below(group)}
