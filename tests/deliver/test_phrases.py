"""Evidence that other rooms store in English is told in Vietnamese, whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from worker.alert import source_health
from worker.alert.holder_change import Before, Earlier, NewHolder, holder_changes
from worker.alert.silence import silence
from worker.deliver.phrases import in_vietnamese
from worker.model import Fault, PageCounts, PollRecord
