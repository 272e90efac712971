import pytest
from django.contrib.auth.models import User

from accounts.inviting import invite
from accounts.roles import Role
from foundations import to_do

NAME = "admin:structures_network_changelist"


@pytest.fixture
def queue():
    to_do.register("Réseaux à relire", NAME, lambda: 3, "structures.change_network")
    yield
    to_do.forget(NAME)


def waiting(user: User) -> list[tuple[str, str, int]]:
    lines = to_do.waiting_for(User.objects.get(pk=user.pk))
    return [(one.label, one.address, one.count) for one in lines if "relire" in one.label]


def test_a_queue_is_shown_to_who_may_open_it(db, queue):
    editor, _ = invite("editrice@chu.example", Role.PLATFORM)
    reader, _ = invite("lectrice@chu.example", Role.READER)
    assert waiting(editor) == [("Réseaux à relire", "/gestion/structures/network/", 3)]
    assert waiting(reader) == []


def test_registering_again_replaces(db, queue):
    to_do.register("Réseaux à relire", NAME, lambda: 5, "structures.change_network")
    editor, _ = invite("editrice@chu.example", Role.PLATFORM)
    assert [count for _, _, count in waiting(editor)] == [5]


def test_what_nobody_may_open_is_not_counted(db, queue):
    to_do.register("Réseaux à relire", NAME, lambda: 1 // 0, "structures.change_network")
    reader, _ = invite("lectrice@chu.example", Role.READER)
    assert waiting(reader) == []
