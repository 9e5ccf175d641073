"""Getting issues made and told: schedules for the machine's own scheduler, mail and webhooks."""

from briefing.delivery.channels import channels
from briefing.delivery.notices import Notice, failure, success
from briefing.delivery.schedules import KINDS, Job, schedule

__all__ = ["KINDS", "Job", "Notice", "channels", "failure", "schedule", "success"]
